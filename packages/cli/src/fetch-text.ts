import { CommandError } from './command.js';

/** What a URL answered, or why nothing came. */
export type FetchResult =
  | { status: 'answered'; httpStatus: number; headers: Headers; body: string; milliseconds: number }
  | { status: 'unreachable'; reason: string };

/** The widget waits as long for a token, in milliseconds. */
export const patience = 10_000;

// A document of keys or a token is far smaller.
const longestBody = 1_000_000;

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too large',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate chain is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate chain is incomplete',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

/**
 * Fetches a text without following redirects: one to a sign-in page is an answer of its own.
 * @throws CommandError when the signal stops it, for then nothing is known of the server.
 */
export async function fetchText(
  url: URL,
  init: { method?: string; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<FetchResult> {
  const started = performance.now();
  const limit = AbortSignal.timeout(patience);
  try {
    const signal = init.signal ? AbortSignal.any([limit, init.signal]) : limit;
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const body = await readBody(response);
    return { status: 'answered', httpStatus: response.status, headers: response.headers, body, milliseconds: performance.now() - started };
  } catch (error) {
    if (init.signal?.aborted) throw new CommandError('Stopped.');
    return { status: 'unreachable', reason: limit.aborted ? `no answer within ${patience / 1000} seconds` : reasonOf(error) };
  }
}

async function readBody(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > longestBody) break;
  }
  return text;
}

// Messages of the HTTP client may quote the URL or a header, so only codes are told.
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error && cause.message === 'bad port') return 'browsers refuse to use this port';
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return reasons[code] ?? (code === '' ? 'it does not speak HTTP' : code);
}
