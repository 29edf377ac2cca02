import { calculateJwkThumbprint, exportJWK, exportPKCS8, exportSPKI, generateKeyPair as generate, type CryptoKey } from 'jose';
import { KeyFormatError, readPem, toPem } from './pem.js';

/** The algorithm that Omnichannel requires. */
export const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** The smallest RSA modulus that RS256 allows, in bits (RFC 7518, section 3.3). */
export const smallestModulus = 2048;

/** An RSA key pair for RS256. */
export interface KeyPair {
  /** The key id: the RFC 7638 thumbprint of the public key, so that the same key has the same id everywhere. */
  kid: string;
  /** PKCS#8 as PEM. A secret. */
  privateKey: string;
  /** SPKI as PEM: what the public key endpoint serves. */
  publicKey: string;
}

/**
 * Creates an RSA key pair for RS256.
 * @param options.modulusLength Bits, 2048 by default.
 * @throws RangeError below 2048 bits and above 8192 bits. Larger keys take too long to create during a request.
 * @example const { kid, privateKey, publicKey } = await generateKeyPair();
 */
export async function generateKeyPair(options: { modulusLength?: number | undefined } = {}): Promise<KeyPair> {
  const { modulusLength = smallestModulus } = options;
  if (!Number.isInteger(modulusLength) || modulusLength < smallestModulus || modulusLength > 8192 || modulusLength % 8 !== 0) {
    throw new RangeError('generateKeyPair: modulusLength must be 2048 to 8192 bits in steps of 8, e.g. 2048 or 4096.');
  }
  const pair = await generate('RS256', { modulusLength, extractable: true });
  return { kid: await keyId(pair.publicKey), privateKey: await exportPKCS8(pair.privateKey), publicKey: await exportSPKI(pair.publicKey) };
}

/** Returns the key id of a public key: its RFC 7638 thumbprint. */
export async function keyId(publicKey: CryptoKey): Promise<string> {
  return calculateJwkThumbprint(await exportJWK(publicKey));
}

/**
 * Imports a public key from PEM or base64.
 * @throws KeyFormatError when it is not an RSA key of 2048 bits or more.
 */
export async function importPublicKey(text: string): Promise<CryptoKey> {
  const { der } = readPem(text, 'public key');
  return checkSize(await importKey('spki', der, ['verify']));
}

/**
 * Imports a private key from PEM or base64, PKCS#8 or PKCS#1, and derives its public half.
 * @throws KeyFormatError when it is not an RSA key of 2048 bits or more.
 */
export async function importPrivateKey(text: string): Promise<{ privateKey: CryptoKey; privatePem: string; publicKey: CryptoKey }> {
  const { label, der } = readPem(text, 'private key');
  const pkcs8 = label === 'RSA PRIVATE KEY' ? wrapPkcs1(der) : der;
  const privateKey = checkSize(await importKey('pkcs8', pkcs8, ['sign']));
  const { kty, n, e } = (await crypto.subtle.exportKey('jwk', privateKey)) as { kty: string; n: string; e: string };
  // This key is only exported. Keys that verify come from `importPublicKey`.
  const publicKey = await crypto.subtle.importKey('jwk', { kty, n, e }, algorithm, true, []);
  return { privateKey, privatePem: toPem('PRIVATE KEY', pkcs8), publicKey };
}

async function importKey(format: 'spki' | 'pkcs8', der: Uint8Array<ArrayBuffer>, usages: ('sign' | 'verify')[]): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey(format, der, algorithm, true, usages);
  } catch {
    // The error of the runtime may quote its input.
    const kind = format === 'spki' ? 'public' : 'private';
    throw new KeyFormatError(`The ${kind} key is not an RSA key, or it is damaged. RS256 needs an RSA key of 2048 bits or more.`);
  }
}

function checkSize(key: CryptoKey): CryptoKey {
  const bits = 'modulusLength' in key.algorithm ? Number(key.algorithm.modulusLength) : 0;
  if (bits < smallestModulus) throw new KeyFormatError(`The RSA key has ${bits} bits; RS256 needs ${smallestModulus} or more.`);
  return key;
}

// PKCS#8 = SEQUENCE { INTEGER 0, AlgorithmIdentifier rsaEncryption, OCTET STRING { PKCS#1 } } (RFC 5208).
const pkcs8Prefix = [0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

function wrapPkcs1(der: Uint8Array): Uint8Array<ArrayBuffer> {
  return derElement(0x30, [...pkcs8Prefix, ...derElement(0x04, der)]);
}

function derElement(tag: number, content: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const size = content.length;
  // The length of every RSA key of 2048 bits or more takes two bytes.
  return Uint8Array.from([tag, 0x82, size >> 8, size & 0xff, ...Array.from(content)]);
}
