import { prefersJson } from './accept.js';
import type { Answer, Answerer } from '../http/answer.js';
import { LiveChatUserError, type AuthToken, type LiveChatUser } from './auth-token.js';
import { KeysUnavailableError } from '../keys/key-ring.js';
import type { OnNotice } from '../notice.js';
import { corsHeaders, createOriginPolicy, preflightHeaders } from './origin-policy.js';
import { problem } from '../http/problem.js';
import { withTimeLimit } from '../time-limit.js';

/** Dependencies of the token endpoint. */
export interface TokenEndpointSettings {
  getUser: (request: Request) => LiveChatUser | null | Promise<LiveChatUser | null>;
  /** Milliseconds. */
  getUserTimeout: number;
  issue: (user: LiveChatUser) => Promise<AuthToken>;
  allowedOrigins: readonly string[];
  onNotice: OnNotice;
}

const methods = 'GET, POST';
const vary = 'Origin, Accept';

/** Creates the endpoint. It answers GET and POST with a token for the signed-in user, and OPTIONS for pages of allowed origins. */
export function createTokenEndpoint(settings: TokenEndpointSettings): Answerer {
  const { getUser, getUserTimeout, issue, allowedOrigins, onNotice } = settings;
  const judge = createOriginPolicy(allowedOrigins);

  return async (request) => {
    const caller = judge(request);
    if (caller.status === 'refused') return problem('origin-refused', { vary });
    const cors = caller.status === 'allowed' ? corsHeaders(caller.origin) : null;
    const headers = { vary, ...cors };
    if (request.method === 'OPTIONS') return preflight(request, headers, cors !== null);
    if (request.method !== 'GET' && request.method !== 'POST')
      return problem('method-not-allowed', { ...headers, allow: `${methods}, OPTIONS` });

    const accept = request.headers.get('accept');
    try {
      const user = await userOf(request);
      // RFC 9110, section 15.5.2, requires the challenge. Browsers show no dialog for it.
      if (!user) return problem('not-signed-in', { ...headers, 'www-authenticate': 'Bearer' });
      return success(await issue(user), prefersJson(accept), headers);
    } catch (error) {
      return failure(error, headers);
    }
  };

  async function userOf(request: Request): Promise<LiveChatUser | null> {
    try {
      return await withTimeLimit(
        () => getUser(request),
        getUserTimeout,
        () => new GetUserTimeout(),
      );
    } catch (cause) {
      if (cause instanceof GetUserTimeout) throw cause;
      throw new GetUserError('getUser threw an error.', { cause });
    }
  }

  function failure(error: unknown, headers: Record<string, string>): Answer {
    const retry = { ...headers, 'retry-after': '5' };
    if (error instanceof GetUserTimeout) {
      onNotice({
        code: 'get-user-timeout',
        message: `getUser did not settle within ${getUserTimeout / 1000} seconds. The caller got 503. Check the session store, or raise getUserTimeout.`,
      });
      return problem('session-timeout', retry);
    }
    if (error instanceof KeysUnavailableError) {
      onNotice({ code: 'signing-failed', message: error.message });
      return problem('keys-unavailable', retry);
    }
    if (error instanceof GetUserError) {
      onNotice({ code: 'get-user-failed', message: 'getUser threw an error. The caller got 500.', cause: error.cause });
    } else if (error instanceof LiveChatUserError) {
      onNotice({ code: 'user-invalid', message: `getUser returned a user that cannot be put into a token: ${error.message}` });
    } else {
      onNotice({ code: 'signing-failed', message: 'The token could not be signed. The caller got 500.', cause: error });
    }
    return problem('internal-error', headers);
  }
}

class GetUserError extends Error {}
class GetUserTimeout extends Error {}

function preflight(request: Request, headers: Record<string, string>, isCrossOrigin: boolean): Answer {
  const granted = isCrossOrigin ? preflightHeaders(request, methods) : { allow: `${methods}, OPTIONS` };
  return { status: 204, headers: { ...headers, ...granted, 'cache-control': 'no-store' }, body: null };
}

function success({ token, expiresAt }: AuthToken, asJson: boolean, headers: Record<string, string>): Answer {
  const body = asJson ? JSON.stringify({ token, expiresAt }) : token;
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': asJson ? 'application/json' : 'text/plain; charset=utf-8',
      // A token in compact form is ASCII.
      'content-length': String(body.length),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
