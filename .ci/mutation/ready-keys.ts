// Making RSA keys is most of what many tests wait for: here they come from a pool that is made once for all mutants.
import { inject } from 'vitest';

const pool = inject('rsaKeys');
const { subtle } = globalThis.crypto;
const generateKey = subtle.generateKey.bind(subtle) as (...args: unknown[]) => Promise<unknown>;
const usual = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 };
let used = 0;

async function takeKey(algorithm: RsaHashedKeyGenParams, extractable: boolean, usages: KeyUsage[]): Promise<unknown> {
  const { name, modulusLength, hash } = algorithm;
  const hashName = typeof hash === 'object' ? hash.name : hash;
  const isUsual = name === usual.name && hashName === usual.hash && modulusLength === usual.modulusLength;
  const jwk = isUsual ? pool[used++] : undefined;
  if (!jwk) return generateKey(algorithm, extractable, usages);
  const { kty, n, e } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    subtle.importKey('jwk', jwk, usual, extractable, ['sign']),
    subtle.importKey('jwk', { kty, n, e } as JsonWebKey, usual, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}

// Without isolation one worker runs several test files, each of which sets this up: only the first may wrap.
if (!('isPooled' in subtle)) Object.assign(subtle, { isPooled: true, generateKey: takeKey });

declare module 'vitest' {
  interface ProvidedContext {
    rsaKeys: JsonWebKey[];
  }
}
