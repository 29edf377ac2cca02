import { mkdtemp, readdir, stat, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSPKI, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { createKeyRing, createTokenService, toNodeListener } from './index.js';

test('a new service creates its keys in files of mode 0600 and serves a token over HTTP that verifies', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'lcw-auth-'));
  const directory = join(parent, 'keys');
  const service = createTokenService({
    issuer: 'contosohelp.com',
    keyRing: createKeyRing({ directory }),
    getUser: (request) =>
      request.headers.get('cookie') === 'session=bert'
        ? { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', context: { msdyn_isvip: true } }
        : null,
  });
  const server = createServer(toNodeListener(service)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const signedOut = await fetch(`${base}/auth/token`);
    expect(signedOut.status).toBe(401);
    const answer = await fetch(`${base}/auth/token`, { headers: { cookie: 'session=bert' } });
    const token = await answer.text();
    const pem = await (await fetch(`${base}/auth/publickey`)).text();
    const { payload, protectedHeader } = await jwtVerify(token, await importSPKI(pem, 'RS256'), {
      issuer: 'contosohelp.com',
      algorithms: ['RS256'],
    });
    expect(payload).toMatchObject({ sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', lwicontexts: '{"msdyn_isvip":true}' });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: protectedHeader.kid });
    const files = await readdir(directory);
    expect(files).toEqual([`lcw-auth.${protectedHeader.kid}.pem`]);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, files[0] ?? ''))).mode & 0o777).toBe(0o600);
  } finally {
    server.close();
    await rm(parent, { recursive: true });
  }
});
