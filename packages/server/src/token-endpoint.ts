import { prefersJson } from './accept.js';
import { LiveChatUserError, type AuthToken, type LiveChatUser } from './auth-token.js';
import type { Answer, Exchange } from './exchange.js';
import { KeysUnavailableError } from './key-ring.js';
import type { OnNotice } from './notice.js';
import { corsHeaders, createOriginPolicy, preflightHeaders } from './origin-policy.js';
import { problem } from './problem.js';

/** What the token endpoint works with. */
export interface TokenEndpointSettings {
  getUser: (request: Request) => LiveChatUser | null | Promise<LiveChatUser | null>;
  issue: (user: LiveChatUser) => Promise<AuthToken>;
  allowedOrigins: readonly string[];
  onNotice: OnNotice;
}

const methods = 'GET, POST';
const vary = 'Origin, Accept';

/** Answers GET and POST with a token for the user who is signed in, and OPTIONS for pages of allowed origins. */
export function createTokenEndpoint({
  getUser,
  issue,
  allowedOrigins,
  onNotice,
}: TokenEndpointSettings): (exchange: Exchange) => Promise<Answer> {
  const judge = createOriginPolicy(allowedOrigins);

  return async (exchange) => {
    const caller = judge(exchange);
    if (caller.status === 'refused') return problem('origin-refused', { vary });
    const cors = caller.status === 'allowed' ? corsHeaders(caller.origin) : null;
    const headers = { vary, ...cors };
    if (exchange.method === 'OPTIONS') return preflight(exchange, headers, cors !== null);
    if (exchange.method !== 'GET' && exchange.method !== 'POST')
      return problem('method-not-allowed', { ...headers, allow: `${methods}, OPTIONS` });

    let user: LiveChatUser | null;
    try {
      user = await getUser(exchange.request());
    } catch (cause) {
      onNotice({ code: 'get-user-failed', message: 'getUser threw, so the caller got 500.', cause });
      return problem('internal-error', headers);
    }
    // The challenge is owed by RFC 9110, section 15.5.2; browsers show no dialog for it.
    if (!user) return problem('not-signed-in', { ...headers, 'www-authenticate': 'Bearer' });

    try {
      return success(await issue(user), prefersJson(exchange.header('accept')), cors);
    } catch (cause) {
      return failure(cause, headers);
    }
  };

  function failure(cause: unknown, headers: Record<string, string>): Answer {
    if (cause instanceof KeysUnavailableError) {
      onNotice({ code: 'signing-failed', message: cause.message });
      return problem('keys-unavailable', { ...headers, 'retry-after': '5' });
    }
    if (cause instanceof LiveChatUserError) onNotice({ code: 'user-invalid', message: `No token for what getUser gave: ${cause.message}` });
    else onNotice({ code: 'signing-failed', message: 'The token could not be signed.', cause });
    return problem('internal-error', headers);
  }
}

function preflight(exchange: Exchange, headers: Record<string, string>, isCrossOrigin: boolean): Answer {
  const granted = isCrossOrigin ? preflightHeaders(exchange, methods) : { allow: `${methods}, OPTIONS` };
  return { status: 204, headers: { ...headers, ...granted, 'cache-control': 'no-store' }, body: null };
}

function success({ token, expiresAt }: AuthToken, asJson: boolean, cors: Record<string, string> | null): Answer {
  const body = asJson ? JSON.stringify({ token, expiresAt }) : token;
  // Written out in one piece: put together from parts it takes longer than all else here.
  const headers = {
    'content-type': asJson ? 'application/json' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    vary,
    // A token is ASCII, with or without JSON around it.
    'content-length': String(body.length),
  };
  return { status: 200, headers: cors ? { ...headers, ...cors } : headers, body };
}
