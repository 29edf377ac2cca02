import { readToken, request, type EndpointResponse } from '../endpoint.js';
import { LiveChatAuthError } from '../errors.js';
import type { LiveChatAuthOptions } from '../options.js';

/** How the token endpoint of Power Pages (formerly Power Apps portals) is requested. */
export interface PowerPagesAuthTokenOptions {
  /** The portal's base URL. Default '': the page's own origin. */
  baseUrl?: string | undefined;
  /** A client id registered for the portal's implicit grant flow, when there is one. */
  clientId?: string | undefined;
  /** The redirect URI registered with it. */
  redirectUri?: string | undefined;
  /** Default 'GET', as in Microsoft's sample; the documentation also names POST. */
  method?: 'GET' | 'POST' | undefined;
}

/**
 * Returns a `getAuthToken` for the built-in token endpoint of Power Pages, `/_services/auth/token`.
 * For an ended session the endpoint responds with status 200 and a header `X-Responded-JSON` that holds status 401, or
 * redirects to a sign-in page. Its errors are JSON.
 * @throws LiveChatAuthError (as a rejection of the returned function).
 * @example getAuthToken: powerPagesAuthToken()
 */
export function powerPagesAuthToken(options: PowerPagesAuthTokenOptions = {}): LiveChatAuthOptions['getAuthToken'] {
  const { baseUrl = '', clientId, redirectUri, method = 'GET' } = options;
  const endpoint = `${baseUrl}/_services/auth/token`;
  return async ({ signal, reportResponse }) => {
    const parameters = new URLSearchParams({ response_type: 'token', state: random(), nonce: random() });
    if (clientId) parameters.set('client_id', clientId);
    if (redirectUri) parameters.set('redirect_uri', redirectUri);
    // On another origin the header would force a preflight request, which Power Pages does not answer.
    const headers: HeadersInit = isSameOrigin(endpoint) ? { 'x-requested-with': 'XMLHttpRequest' } : {};
    const init: RequestInit = { method, headers, credentials: 'include', cache: 'no-store', signal };
    const answer =
      method === 'GET' ? await request(`${endpoint}?${parameters}`, init) : await request(endpoint, { ...init, body: parameters });
    reportResponse?.(answer.response);
    if (isAnonymous(answer)) return null;
    // Errors such as PortalSTS0001 are JSON with any status.
    const powerPagesCode = /\bPortalSTS\d{4}\b/.exec(answer.body)?.[0];
    if (powerPagesCode) throw new LiveChatAuthError('token-http-error', { ...answer.details, powerPagesCode });
    return readToken(answer, undefined);
  };
}

/** The endpoint accepts short values only. */
const random = () => Math.random().toString(36).slice(2, 12);

const isSameOrigin = (endpoint: string) => typeof location !== 'undefined' && new URL(endpoint, location.href).origin === location.origin;

function isAnonymous({ response }: EndpointResponse): boolean {
  try {
    return (JSON.parse(response.headers.get('x-responded-json') ?? 'null') as { status?: number } | null)?.status === 401;
  } catch {
    return false;
  }
}
