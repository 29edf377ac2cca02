import { readAuthToken, request, type Answer } from './fetch-auth-token.js';
import { loadEngine } from './late-engine.js';
import type { LiveChatAuthOptions } from './options.js';

/** How a Power Pages (Power Apps portals) token endpoint is asked. */
export interface PowerPagesAuthTokenOptions {
  /** The portal's base URL. Default '': the page's own origin. */
  baseUrl?: string;
  /** A client id registered for the portal's implicit grant flow; left out when there is none. */
  clientId?: string;
  /** The redirect URI registered with it. */
  redirectUri?: string;
  /** Default 'GET', as in Microsoft's sample; the documentation also names POST. */
  method?: 'GET' | 'POST';
}

/**
 * Returns a `getAuthToken` for the token endpoint that Power Pages has out of the box, `/_services/auth/token`, with its
 * quirks: an anonymous visitor gets 200 with a header `X-Responded-JSON` that holds status 401, and errors are JSON.
 * @example getAuthToken: powerPagesAuthToken()
 */
export function powerPagesAuthToken(options: PowerPagesAuthTokenOptions = {}): LiveChatAuthOptions['getAuthToken'] {
  const { baseUrl = '', clientId, redirectUri, method = 'GET' } = options;
  return async ({ signal }) => {
    const parameters = new URLSearchParams({ response_type: 'token', state: random(), nonce: random() });
    if (clientId) parameters.set('client_id', clientId);
    if (redirectUri) parameters.set('redirect_uri', redirectUri);
    const endpoint = `${baseUrl}/_services/auth/token`;
    const answer =
      method === 'GET'
        ? await request(`${endpoint}?${parameters}`, { credentials: 'include', cache: 'no-store', signal })
        : await request(endpoint, { method, body: parameters, credentials: 'include', cache: 'no-store', signal });
    if (isAnonymous(answer)) return null;
    // Errors such as PortalSTS0001 come as JSON, whatever the status: without this they would read as "no JWT".
    const code = /\bPortalSTS\d{4}\b/.exec(answer.body)?.[0];
    if (code) throw (await loadEngine()).liveChatAuthError('token-http-error', `Power Pages says ${code}`);
    return readAuthToken(answer);
  };
}

/** The endpoint takes short values only. */
const random = () => Math.random().toString(36).slice(2, 12);

function isAnonymous({ headers }: Answer): boolean {
  try {
    return (JSON.parse(headers.get('x-responded-json') ?? 'null') as { status?: number } | null)?.status === 401;
  } catch {
    return false;
  }
}
