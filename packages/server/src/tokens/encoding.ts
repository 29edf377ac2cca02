import { base64url } from 'jose';

// Node's Buffer is several times as fast as the functions that every runtime has, and each token needs three encodings.

/** Encodes as base64url without padding. */
export function encodeBase64url(data: string | Uint8Array): string {
  if (typeof Buffer === 'undefined') return base64url.encode(data);
  if (typeof data === 'string') return Buffer.from(data).toString('base64url');
  return (Buffer.isBuffer(data) ? data : Buffer.from(data.buffer, data.byteOffset, data.length)).toString('base64url');
}

/** Returns the bytes of an ASCII text, such as the signed part of a token. */
export function asciiBytes(text: string): Uint8Array<ArrayBuffer> {
  return typeof Buffer === 'undefined' ? new TextEncoder().encode(text) : Buffer.from(text, 'latin1');
}
