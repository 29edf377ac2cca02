import type { LiveChatAuthError } from './errors.js';
import { loadEngine } from './late-engine.js';
import type { LiveChatAuthOptions } from './options.js';
import { sleep } from './time-limit.js';

/** How the token endpoint is asked: `fetch`'s options, and what portals need besides. */
export interface FetchAuthTokenInit extends Omit<RequestInit, 'signal'> {
  /** A header against cross-site request forgery; the value may be read at each request. */
  csrf?: { header: string; token: string | (() => string) };
  /** Further tries inside one request, half a second apart. Default 0: the client retries with backoff anyway. */
  retry?: number;
}

/**
 * Returns a `getAuthToken` for a plain token endpoint, such as that of `@lcw-auth/server`: the answer is the JWT as text
 * or `{ "token": "<JWT>" }`; 401 means signed out (null); anything else rejects with a LiveChatAuthError.
 * Sends cookies to the same origin only, unless `credentials` says otherwise, and never caches.
 * @example getAuthToken: fetchAuthToken('/auth/token')
 */
export function fetchAuthToken(url: string | URL, init: FetchAuthTokenInit = {}): LiveChatAuthOptions['getAuthToken'] {
  const { csrf, retry = 0, ...rest } = init;
  return async ({ signal }) => {
    for (let failures = 0; ; failures += 1) {
      try {
        const headers = new Headers(rest.headers);
        if (!headers.has('accept')) headers.set('accept', 'application/json, text/plain;q=0.9, */*;q=0.5');
        if (csrf) headers.set(csrf.header, typeof csrf.token === 'function' ? csrf.token() : csrf.token);
        return await readAuthToken(await request(url, { credentials: 'same-origin', cache: 'no-store', ...rest, headers, signal }));
      } catch (error) {
        if (failures >= retry || signal.aborted || !(error as LiveChatAuthError).retryable) throw error;
        await sleep(500, signal);
      }
    }
  };
}

/** What an endpoint answered, body included. */
export interface Answer {
  status: number;
  headers: Headers;
  body: string;
}

/** `fetch` to the last byte, with a failure that names no URL. */
export async function request(url: string | URL, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, init);
    return { status: response.status, headers: response.headers, body: await response.text() };
  } catch {
    const { liveChatAuthError } = await loadEngine();
    throw liveChatAuthError('token-network-failed');
  }
}

/**
 * Reads the token from an endpoint's answer: null for 401.
 * @throws LiveChatAuthError: an HTTP error, no JWT, or a token that arrived expired, with the clock that is wrong.
 */
export async function readAuthToken({ status, headers, body }: Answer): Promise<string | null> {
  if (status === 401) return null;
  const { checkToken, liveChatAuthError } = await loadEngine();
  if (status < 200 || status > 299) throw liveChatAuthError('token-http-error', `HTTP ${status}`);
  const jwt = tokenIn(body);
  // Here alone the answer's date is known, and with it whose clock is wrong.
  checkToken(jwt, Date.now(), Date.parse(headers.get('date') ?? ''));
  return jwt;
}

function tokenIn(body: string): string {
  const text = body.trim();
  try {
    const json: unknown = JSON.parse(text);
    const token = typeof json === 'string' ? json : (json as { token?: unknown } | null)?.token;
    return typeof token === 'string' ? token : '';
  } catch {
    return text;
  }
}
