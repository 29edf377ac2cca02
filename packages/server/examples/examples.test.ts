import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KeyVaultKey } from '@azure/keyvault-keys';
import { createTokenService } from '@lcw-auth/server';
import { decodeProtectedHeader, importSPKI, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { keyRingInVault, signerInVault } from './azure-key-vault.js';
import { userOfSession } from './session.js';

test('the Key Vault example signs tokens that verify with its published key, and never receives the private key', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const vaultKey = {
    name: 'live-chat',
    properties: { version: 'v1' },
    key: { n: Buffer.from(n, 'base64url'), e: Buffer.from(e, 'base64url') },
  } as unknown as KeyVaultKey;
  const asked: string[] = [];
  const client = {
    signData: async (algorithm: string, data: Uint8Array) => {
      asked.push(algorithm);
      return { result: new Uint8Array(createSign('RSA-SHA256').update(data).sign(privateKey)), algorithm: 'RS256' as const };
    },
  };
  const keyRing = keyRingInVault(await signerInVault(client, vaultKey));
  const service = createTokenService({ issuer: 'contosohelp.com', keyRing, getUser: userOfSession });
  const ask = async (path: string): Promise<string> =>
    (await service.fetch(new Request(`https://www.contoso.com/auth/${path}`, { headers: { cookie: 'session=bert' } }))).text();
  const token = await ask('token');
  expect(decodeProtectedHeader(token).kid).toBe('v1');
  const { payload } = await jwtVerify(token, await importSPKI(await ask('publickey'), 'RS256'));
  expect(payload.sub).toBe('87b4d06c-abc2-e811-a9b0-000d3a10e09e');
  expect(asked).toEqual(['RS256', 'RS256']);
});

test('the Express, Hono and Next.js examples answer 401 to a visitor who is not signed in', async () => {
  const server = createServer((await import('./express.js')).app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect((await fetch(`http://127.0.0.1:${port}/auth/token`)).status).toBe(401);
  server.close();
  const { app } = await import('./hono.js');
  expect((await app.request('https://www.contoso.com/auth/token')).status).toBe(401);
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  process.env['LCW_PRIVATE_KEY'] = privateKey;
  const { GET } = await import('./next-route.js');
  expect((await GET(new Request('https://www.contoso.com/auth/token'))).status).toBe(401);
  expect((await GET(new Request('https://www.contoso.com/auth/token', { headers: { cookie: 'session=bert' } }))).status).toBe(200);
});
