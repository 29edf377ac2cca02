import { base64url } from 'jose';
import type { Answer, Answerer } from '../http/answer.js';
import type { KeyRing, PublicKey } from './key-ring.js';
import { encodeBase64 } from './pem.js';
import { problem } from '../http/problem.js';

/**
 * The format of the public key document. 'pem' is the signing key alone as text. 'list' is Microsoft's JSON list of `kid`,
 * `publicKey` (base64 of the PEM) and `expiry`. 'auto' is 'pem' for one key and 'list' for several. Use 'pem' only for keys that
 * do not rotate, because it contains neither the next key nor a retired key whose tokens are still valid.
 */
export type PublicKeyFormat = 'auto' | 'pem' | 'list';

/** Dependencies of the public key endpoint. */
export interface PublicKeySettings {
  keyRing: KeyRing;
  publicKeyFormat: PublicKeyFormat;
  /** Seconds. */
  publicKeyMaxAge: number;
}

/** A document with its three answers. */
interface Prebuilt {
  keys: readonly PublicKey[];
  etag: string;
  get: Answer;
  head: Answer;
  notModified: Answer;
}

// Public keys are public, so every page may read them.
const open = { 'access-control-allow-origin': '*' };
const preflight: Answer = {
  status: 204,
  headers: { ...open, 'access-control-allow-methods': 'GET, HEAD', 'access-control-max-age': '86400' },
  body: null,
};

/** Returns the public key document as content type and text. */
export function publicKeyDocument(keys: readonly PublicKey[], format: PublicKeyFormat = 'auto'): { contentType: string; body: string } {
  const [first, ...others] = keys;
  if (first && (format === 'pem' || (format === 'auto' && others.length === 0)))
    return { contentType: 'text/plain; charset=utf-8', body: first.publicKey };
  const utf8 = new TextEncoder();
  const list = keys.map(({ kid, publicKey, expiry }) => ({ kid, publicKey: encodeBase64(utf8.encode(publicKey)), expiry }));
  return { contentType: 'application/json', body: JSON.stringify(list) };
}

/** Creates the endpoint. It answers GET, HEAD and OPTIONS from bodies that are built once for each change of the ring. */
export function createPublicKeyEndpoint(settings: PublicKeySettings): Answerer {
  let prebuilt: Prebuilt | null = null;

  return async (request) => {
    const { method } = request;
    if (method === 'OPTIONS') return preflight;
    if (method !== 'GET' && method !== 'HEAD') return problem('method-not-allowed', { ...open, allow: 'GET, HEAD, OPTIONS' });
    const keys = await settings.keyRing.publicKeys();
    if (prebuilt?.keys !== keys) prebuilt = await build(keys, settings);
    if (matches(request.headers.get('if-none-match'), prebuilt.etag)) return prebuilt.notModified;
    return method === 'HEAD' ? prebuilt.head : prebuilt.get;
  };
}

async function build(keys: readonly PublicKey[], { publicKeyFormat, publicKeyMaxAge }: PublicKeySettings): Promise<Prebuilt> {
  const { contentType, body } = publicKeyDocument(keys, publicKeyFormat);
  // A cached document could lack a key that another instance has just created.
  const cacheControl = keys.some(({ settling }) => settling) ? 'no-cache' : `public, max-age=${publicKeyMaxAge}`;
  const bytes = new TextEncoder().encode(body);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const etag = `"${base64url.encode(digest.subarray(0, 16))}"`;
  const validators = { ...open, etag, 'cache-control': cacheControl };
  const headers = {
    ...validators,
    'content-type': contentType,
    'content-length': String(bytes.length),
    'x-content-type-options': 'nosniff',
  };
  return {
    keys,
    etag,
    get: { status: 200, headers, body },
    head: { status: 200, headers, body: null },
    notModified: { status: 304, headers: validators, body: null },
  };
}

// Weak comparison (RFC 9110, section 13.1.2).
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch === '*' || ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}
