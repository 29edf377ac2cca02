import { exportSPKI, type CryptoKey } from 'jose';
import { algorithm, importPrivateKey, importPublicKey, keyId } from './key-pair.js';
import { nodeModule } from '../runtime.js';

/** Signs with one key. The key may be in memory, in a vault or elsewhere. */
export interface Signer {
  /** The key id in the header of each token and in the public key document. */
  readonly kid: string;
  /** SPKI as PEM. */
  readonly publicKey: string;
  /** Returns the RSASSA-PKCS1-v1_5 SHA-256 signature of the bytes. */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

/**
 * Creates a signer for a private key as PEM or base64. The key is parsed once.
 * On Node it signs with node:crypto on the thread pool, on other runtimes with WebCrypto.
 * @throws KeyFormatError when the text is not an RSA private key of 2048 bits or more.
 */
export async function createSigner(privateKeyText: string): Promise<Signer> {
  const { privateKey, privatePem, publicKey } = await importPrivateKey(privateKeyText);
  const [kid, publicPem] = await Promise.all([keyId(publicKey), exportSPKI(publicKey)]);
  return { kid, publicKey: publicPem, sign: signWithNode(privatePem) ?? signWithWebCrypto(privateKey) };
}

/**
 * Creates a signer for a WebCrypto private key, which may be non-extractable.
 * @param keys The private key, and its public half as a `CryptoKey` or as PEM.
 * @throws TypeError when the key is not an RSASSA-PKCS1-v1_5 SHA-256 signing key.
 * @example createWebCryptoSigner(await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, false, ['sign', 'verify']))
 */
export async function createWebCryptoSigner(keys: { privateKey: CryptoKey; publicKey: CryptoKey | string }): Promise<Signer> {
  const { privateKey } = keys;
  const { hash } = privateKey.algorithm as { hash?: { name?: string } };
  if (privateKey.algorithm.name !== algorithm.name || hash?.name !== algorithm.hash || !privateKey.usages.includes('sign')) {
    throw new TypeError("createWebCryptoSigner: privateKey must be an RSASSA-PKCS1-v1_5 SHA-256 key whose usages include 'sign'.");
  }
  const publicKey = await importPublicKey(typeof keys.publicKey === 'string' ? keys.publicKey : await exportSPKI(keys.publicKey));
  return { kid: await keyId(publicKey), publicKey: await exportSPKI(publicKey), sign: signWithWebCrypto(privateKey) };
}

/** Returns true when the signatures of a signer can be verified with its public key. */
export async function signaturesVerify(signer: Signer): Promise<boolean> {
  const bytes = new TextEncoder().encode('lcw-auth');
  const signature = Uint8Array.from(await signer.sign(bytes));
  return crypto.subtle.verify(algorithm, await importPublicKey(signer.publicKey), signature, bytes);
}

function signWithWebCrypto(privateKey: CryptoKey): Signer['sign'] {
  return async (bytes) => new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, bytes));
}

// On Node, node:crypto signs with less overhead than WebCrypto. With a callback it signs on the thread pool.
function signWithNode(privatePem: string): Signer['sign'] | null {
  const node = nodeModule('node:crypto');
  if (!node || !('release' in process) || process.release.name !== 'node') return null;
  const key = node.createPrivateKey(privatePem);
  return async (bytes) =>
    new Promise((resolve, reject) => {
      node.sign('RSA-SHA256', bytes, key, (error, signature) => {
        if (error) reject(error);
        else resolve(signature);
      });
    });
}
