import { createVerify, generateKeyPairSync } from 'node:crypto';
import { importSPKI, jwtVerify } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { createFixedKeyRing, createSigner, createWebCryptoSigner, generateKeyPair, type Signer } from '../index.js';
import { bert, createTestService, pair } from '../test-service.fixture.js';
import { shareRsaKeys } from './shared-keys.fixture.js';

shareRsaKeys();

const next = await generateKeyPair();
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };

describe('a ring of given keys', () => {
  test('signs with the first and publishes all, in order', async () => {
    const ring = createFixedKeyRing({ keys: [pair.privateKey, next.privateKey] });
    expect((await ring.signingKey()).kid).toBe(pair.kid);
    expect((await ring.publicKeys()).map(({ kid }) => kid)).toEqual([pair.kid, next.kid]);
  });

  test('publishes the key of a signer that will sign later', async () => {
    const ring = createFixedKeyRing({
      keys: [pair.privateKey, { kid: 'vault-key-2', publicKey: next.publicKey, sign: vaultOf(next.privateKey) }],
    });
    expect((await ring.publicKeys()).map(({ kid, publicKey }) => [kid, publicKey])).toEqual([
      [pair.kid, pair.publicKey],
      ['vault-key-2', next.publicKey],
    ]);
  });

  test('publishes a key when only its public half is given', async () => {
    const ring = createFixedKeyRing({ keys: [pair.privateKey, next.publicKey] });
    expect((await ring.publicKeys()).map(({ publicKey }) => publicKey)).toEqual([pair.publicKey, next.publicKey]);
  });

  test('publishes an expiry that is a year ahead, in whole days, and changes once a day', async () => {
    const day = 86_400;
    vi.useFakeTimers({ toFake: ['Date'], now: 20_000 * day * 1000 });
    const ring = createFixedKeyRing({ keys: [pair.privateKey] });
    const first = await ring.publicKeys();
    expect(first.map(({ expiry }) => expiry)).toEqual([20_366 * day]);
    vi.setSystemTime((20_001 * day - 1) * 1000);
    expect(await ring.publicKeys()).toBe(first);
    vi.setSystemTime(20_001 * day * 1000);
    expect((await ring.publicKeys()).map(({ expiry }) => expiry)).toEqual([20_367 * day]);
    vi.useRealTimers();
  });

  test('parses its keys once', async () => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey');
    const ring = createFixedKeyRing({ keys: [pair.privateKey] });
    await Promise.all([ring.signingKey(), ring.publicKeys()]);
    const calls = importKey.mock.calls.length;
    await Promise.all([ring.signingKey(), ring.publicKeys()]);
    expect(importKey).toHaveBeenCalledTimes(calls);
    importKey.mockRestore();
  });

  test('skips unset variables after the first one', async () => {
    const ring = createFixedKeyRing({ keys: [pair.privateKey, undefined, '', next.publicKey] });
    expect((await ring.publicKeys()).map(({ kid }) => kid)).toEqual([pair.kid, next.kid]);
  });

  test.each([[[]], [[undefined]], [['']]])('asks for the environment variable when the first key is missing (%j)', (keys) => {
    expect(() => createFixedKeyRing({ keys })).toThrow('Is the environment variable set?');
  });

  test('rejects the same key twice', async () => {
    await expect(createFixedKeyRing({ keys: [pair.privateKey, pair.publicKey] }).signingKey()).rejects.toThrow('the same key id');
  });

  test('explains in the error how to rotate and how to revoke', async () => {
    const ring = createFixedKeyRing({ keys: [pair.privateKey] });
    await expect(ring.rotate()).rejects.toThrow('[current, next]');
    await expect(ring.revoke(pair.kid)).rejects.toThrow('Deploy without the key');
  });

  test('makes a service answer 500 when the key is bad, and only the notice contains the reason', async () => {
    const { token, notices } = createTestService({ keyRing: createFixedKeyRing({ keys: ['not a key'] }) });
    expect((await token()).status).toBe(500);
    expect(notices).toMatchObject([{ code: 'signing-failed', cause: { name: 'KeyFormatError' } }]);
  });
});

describe('a signer that keeps its private key elsewhere', () => {
  test('signs with a non-extractable WebCrypto key', async () => {
    const keys = await crypto.subtle.generateKey(rsa, false, ['sign', 'verify']);
    expect(keys.privateKey.extractable).toBe(false);
    const signer = await createWebCryptoSigner(keys);
    const token = await createTestService({ keyRing: createFixedKeyRing({ keys: [signer] }) }).service.signAuthToken(bert);
    const { payload, protectedHeader } = await jwtVerify(token, await importSPKI(signer.publicKey, 'RS256'));
    expect(payload.sub).toBe(bert.sub);
    expect(protectedHeader.kid).toBe(signer.kid);
  });

  test('accepts the public half of a WebCrypto key as PEM or as base64', async () => {
    const keys = await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
    const { publicKey } = await createWebCryptoSigner(keys);
    expect((await createWebCryptoSigner({ privateKey: keys.privateKey, publicKey })).publicKey).toBe(publicKey);
    const der = publicKey.replaceAll(/-----[A-Z ]+-----|\s/g, '');
    expect((await createWebCryptoSigner({ privateKey: keys.privateKey, publicKey: der })).publicKey).toBe(publicKey);
  });

  test('creates the same signatures without node:crypto, as on other runtimes', async () => {
    const bytes = new TextEncoder().encode('header.payload');
    const onNode = await (await createSigner(pair.privateKey)).sign(bytes);
    const signatures: Uint8Array[] = [];
    const { release: _, ...unnamed } = process;
    const { getBuiltinModule } = process;
    for (const other of [{ ...process, release: { name: 'bun' }, getBuiltinModule }, { ...unnamed, getBuiltinModule }, {}]) {
      vi.stubGlobal('process', other);
      const signer = await createSigner(pair.privateKey).finally(() => vi.unstubAllGlobals());
      signatures.push(await signer.sign(bytes));
    }
    for (const signature of signatures) expect([...signature]).toEqual([...onNode]);
  });

  test("is refused when the usages of its key do not include 'sign'", async () => {
    const { publicKey } = await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
    await expect(createWebCryptoSigner({ privateKey: publicKey, publicKey })).rejects.toThrow("whose usages include 'sign'");
  });

  test.each([
    ['another hash', { ...rsa, hash: 'SHA-512' }],
    ['PSS padding', { ...rsa, name: 'RSA-PSS' }],
  ])('is refused with %s', async (_name, algorithm) => {
    const keys = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
    await expect(createWebCryptoSigner(keys)).rejects.toThrow('RSASSA-PKCS1-v1_5 SHA-256');
  });

  test('can be a vault, which signs bytes and never returns its key', async () => {
    const vault = vaultOf(pair.privateKey);
    const ring = createFixedKeyRing({ keys: [{ kid: 'vault-key-1', publicKey: pair.publicKey, sign: vault }] });
    const token = await createTestService({ keyRing: ring }).service.signAuthToken(bert);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const verifier = createVerify('RSA-SHA256').update(`${header}.${payload}`);
    expect(verifier.verify(pair.publicKey, signature, 'base64url')).toBe(true);
    expect(vault).toHaveBeenCalledTimes(2);
  });

  test('is refused when its public key belongs to another key', async () => {
    const ring = createFixedKeyRing({ keys: [{ kid: 'k', publicKey: next.publicKey, sign: vaultOf(pair.privateKey) }] });
    await expect(ring.signingKey()).rejects.toThrow("'k' does not sign with RS256");
  });

  test('is used again after it was unavailable at the start', async () => {
    const sign = vaultOf(pair.privateKey).mockRejectedValueOnce(new Error('timeout'));
    const ring = createFixedKeyRing({ keys: [{ kid: 'k', publicKey: pair.publicKey, sign }] });
    await expect(ring.signingKey()).rejects.toThrow('timeout');
    expect((await ring.signingKey()).kid).toBe('k');
  });

  test('is refused when its public key is an EC key', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicPem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const ring = createFixedKeyRing({ keys: [{ kid: 'k', publicKey: publicPem, sign: vaultOf(pair.privateKey) }] });
    await expect(ring.signingKey()).rejects.toThrow('RSA key of 2048 bits');
  });
});

function vaultOf(privateKey: string): ReturnType<typeof vi.fn<Signer['sign']>> {
  return vi.fn<Signer['sign']>(async (bytes) => (await import('node:crypto')).sign('RSA-SHA256', bytes, privateKey));
}
