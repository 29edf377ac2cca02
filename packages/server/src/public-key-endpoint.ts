import { base64url } from 'jose';
import type { Answer, Exchange } from './exchange.js';
import { usualPropagation } from './key-ring-options.js';
import type { KeyRing, PublicKey } from './key-ring.js';
import { encodeBase64 } from './pem.js';
import { problem } from './problem.js';

/**
 * How public keys are written: 'pem' is the signing key alone as text, 'list' is Microsoft's JSON list of `kid`, `publicKey`
 * (base64 of the PEM) and `expiry`; 'auto' is the one for one key and the other for several. 'pem' is for a reader that takes
 * nothing else, and for keys that do not rotate: it can show neither a key before it signs nor one whose tokens live on.
 */
export type PublicKeyFormat = 'auto' | 'pem' | 'list';

/** How the public key endpoint answers. */
export interface PublicKeySettings {
  keyRing: KeyRing;
  publicKeyFormat: PublicKeyFormat;
  /** Seconds. */
  publicKeyMaxAge: number;
}

/** A document in all the ways it is sent. */
interface Prebuilt {
  keys: readonly PublicKey[];
  etag: string;
  get: Answer;
  head: Answer;
  notModified: Answer;
}

// Public keys are public: every page may read them.
const open = { 'access-control-allow-origin': '*' };
// How long (ms) a settled document is served before the ring is asked again, so that answering takes no promise.
const heldFor = 1_000;

/** The public key document as content type and text. */
export function publicKeyDocument(keys: readonly PublicKey[], format: PublicKeyFormat = 'auto'): { contentType: string; body: string } {
  const [first, ...others] = keys;
  if (first && (format === 'pem' || (format === 'auto' && others.length === 0)))
    return { contentType: 'text/plain; charset=utf-8', body: first.publicKey };
  const utf8 = new TextEncoder();
  const list = keys.map(({ kid, publicKey, expiry }) => ({ kid, publicKey: encodeBase64(utf8.encode(publicKey)), expiry }));
  return { contentType: 'application/json', body: JSON.stringify(list) };
}

/** Answers GET, HEAD and OPTIONS with the public keys, from bodies that are built once for each change of the ring. */
export function createPublicKeyEndpoint(settings: PublicKeySettings): (exchange: Exchange) => Answer | Promise<Answer> {
  let settled: Prebuilt | null = null;
  let settling: Prebuilt | null = null;
  let heldUntil = 0;
  const propagationTime = 1000 * (settings.keyRing.propagationTime ?? usualPropagation);

  async function fromRing(exchange: Exchange): Promise<Answer> {
    const keys = await settings.keyRing.publicKeys();
    const now = Date.now();
    // A key this young may have company that a cached document would not show yet.
    const isSettling = keys.some(({ publishedAt }) => now - publishedAt < propagationTime);
    const known = isSettling ? settling : settled;
    const cacheControl = isSettling ? 'no-cache' : `public, max-age=${settings.publicKeyMaxAge}`;
    const document = known?.keys === keys ? known : await build(keys, settings.publicKeyFormat, cacheControl);
    if (isSettling) settling = document;
    else settled = document;
    heldUntil = isSettling ? 0 : now + heldFor;
    return select(document, exchange);
  }

  return (exchange) => {
    const { method } = exchange;
    if (method === 'GET' || method === 'HEAD') {
      return settled && Date.now() < heldUntil ? select(settled, exchange) : fromRing(exchange);
    }
    if (method !== 'OPTIONS') return problem('method-not-allowed', { ...open, allow: 'GET, HEAD, OPTIONS' });
    return {
      status: 204,
      headers: { ...open, 'access-control-allow-methods': 'GET, HEAD', 'access-control-max-age': '86400' },
      body: null,
    };
  };
}

function select(document: Prebuilt, exchange: Exchange): Answer {
  if (matches(exchange.header('if-none-match'), document.etag)) return document.notModified;
  return exchange.method === 'HEAD' ? document.head : document.get;
}

async function build(keys: readonly PublicKey[], format: PublicKeyFormat, cacheControl: string): Promise<Prebuilt> {
  const { contentType, body } = publicKeyDocument(keys, format);
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
