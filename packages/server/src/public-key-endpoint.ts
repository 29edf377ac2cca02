import { base64url } from 'jose';
import type { Answer, Exchange } from './exchange.js';
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

/** The public key document as content type and text. */
export function publicKeyDocument(keys: readonly PublicKey[], format: PublicKeyFormat = 'auto'): { contentType: string; body: string } {
  const [first, ...others] = keys;
  if (first && (format === 'pem' || (format === 'auto' && others.length === 0)))
    return { contentType: 'text/plain; charset=utf-8', body: first.publicKey };
  const utf8 = new TextEncoder();
  const list = keys.map(({ kid, publicKey, expiry }) => ({ kid, publicKey: encodeBase64(utf8.encode(publicKey)), expiry }));
  return { contentType: 'application/json', body: JSON.stringify(list) };
}

/** Creates the endpoint. It answers GET, HEAD and OPTIONS from bodies that are built once for each change of the ring. */
export function createPublicKeyEndpoint(settings: PublicKeySettings): (exchange: Exchange) => Answer | Promise<Answer> {
  let prebuilt: Prebuilt | null = null;

  async function fromRing(exchange: Exchange): Promise<Answer> {
    const keys = await settings.keyRing.publicKeys();
    if (prebuilt?.keys !== keys) prebuilt = await build(keys, settings);
    return select(prebuilt, exchange);
  }

  return (exchange) => {
    const { method } = exchange;
    if (method === 'GET' || method === 'HEAD') return fromRing(exchange);
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
