import { readToken, request, type ReadToken } from '../endpoint.js';
import type { LiveChatAuthError } from '../errors.js';
import type { LiveChatAuthOptions } from '../options.js';
import { sleep } from '../time-limits.js';

/** How the token endpoint is requested: the options of `fetch`, and options that portals need. */
export interface FetchAuthTokenInit extends Omit<RequestInit, 'signal'> {
  /** A header against cross-site request forgery. */
  csrf?:
    | {
        /** The header's name. */
        header: string;
        /** The header's value, or a function that is called for each request. */
        token: string | (() => string);
      }
    | undefined;
  /** Number of immediate retries, half a second apart. Default 0, because the client itself retries with backoff. */
  retry?: number | undefined;
  /** Reads the token from a successful response of another shape. Return null when no user is signed in. */
  read?: ReadToken | undefined;
}

/**
 * Returns a `getAuthToken` for a plain token endpoint, such as that of `@lcw-auth/server`. It reads the JWT as text, as a
 * JSON string, or in the property `token`, `access_token`, `accessToken` or `jwt`. Status 401 or 204, an empty body,
 * `null` (also in that property), and a redirect that ended at a web page mean that no user is signed in.
 * Sends cookies to the same origin only, unless `credentials` says otherwise, and never caches.
 * @throws LiveChatAuthError (as a rejection of the returned function) that says what the endpoint responded with.
 * @example getAuthToken: fetchAuthToken('/auth/token')
 */
export function fetchAuthToken(url: string | URL, init: FetchAuthTokenInit = {}): LiveChatAuthOptions['getAuthToken'] {
  const { csrf, retry = 0, read, ...rest } = init;
  return async ({ signal, reportResponse }) => {
    for (let failures = 0; ; failures += 1) {
      try {
        const headers = new Headers(rest.headers);
        if (!headers.has('accept')) headers.set('accept', 'application/json, text/plain;q=0.9, */*;q=0.5');
        if (csrf) headers.set(csrf.header, typeof csrf.token === 'function' ? csrf.token() : csrf.token);
        const answer = await request(url, { credentials: 'same-origin', cache: 'no-store', ...rest, headers, signal });
        reportResponse?.(answer.response);
        return await readToken(answer, read);
      } catch (error) {
        if (failures >= retry || !(error as Partial<LiveChatAuthError>).retryable) throw error;
        await sleep(500, signal);
      }
    }
  };
}
