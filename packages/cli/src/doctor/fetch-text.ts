import { decodeUtf8, isUtf16 } from '../files/decode-text.js';
import { readAtMost } from '../files/read-at-most.js';

/** The answer of a URL, or the reason why there is none. */
export type FetchResult = AnsweredResult | { status: 'unreachable'; reason: string };

/** An answer of a server. */
export interface AnsweredResult {
  status: 'answered';
  httpStatus: number;
  headers: Headers;
  body: string;
  /** True when the body is encoded as UTF-16, so that `body` is not readable. */
  isUtf16: boolean;
  milliseconds: number;
}

/** The time that the widget waits for a token, in milliseconds. */
export const timeLimit = 10_000;

const reasons: Record<string, string> = {
  ECONNREFUSED: 'no server listens there',
  ECONNRESET: 'the connection was closed',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
  UND_ERR_CONNECT_TIMEOUT: 'no connection could be opened',
  UND_ERR_SOCKET: 'the connection was closed',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too large',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate chain is incomplete',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/** Fetches a text. Does not follow redirects, so that a redirect to a sign-in page can be reported. */
export async function fetchText(url: URL, init: { method?: string; headers?: Record<string, string> } = {}): Promise<FetchResult> {
  const started = performance.now();
  const signal = AbortSignal.timeout(timeLimit);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const bytes = response.body ? await readAtMost(response.body) : new Uint8Array();
    return {
      status: 'answered',
      httpStatus: response.status,
      headers: response.headers,
      body: decodeUtf8(bytes),
      isUtf16: isUtf16(bytes),
      milliseconds: performance.now() - started,
    };
  } catch (error) {
    return { status: 'unreachable', reason: signal.aborted ? `no answer within ${timeLimit / 1000} seconds` : reasonOf(error) };
  }
}

// The HTTP client's messages may quote the URL or a header, so only codes are used.
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && cause.message === 'bad port') return 'browsers refuse to use this port';
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return reasons[code] ?? (code === '' ? 'it does not answer with HTTP' : code);
}
