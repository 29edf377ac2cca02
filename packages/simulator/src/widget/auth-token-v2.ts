import type { AuthTokenProvider } from '@lcw-auth/core';
import { decodeJwt } from 'jose';
import type { WidgetConfiguration } from '../omnichannel/omnichannel.js';
import { isNoToken, logToken, type AuthTokens, type TokenOutcome } from './auth-token.js';
import { findClientFunction } from './client-function.js';
import type { Lifetime } from './lifetime.js';
import { callProvider } from './provider-call.js';
import type { WidgetPage } from './widget-page.js';

/** Milliseconds after which a chat's start, still without an answer, asks a second time. (Measured that it does; when is inferred.) */
const secondAskAfter = 1_000;

/** The current generation: asks whenever it holds no token or an expired one, before each call to Omnichannel. */
export function createAuthTokensV2(page: WidgetPage, lifetime: Lifetime, timeLimit: number): AuthTokens {
  let provider: AuthTokenProvider | null = null;
  let token = '';
  /** Seconds since the epoch; 0 never expires. */
  let expiration = 0;

  const isExpired = () => expiration !== 0 && seconds() > expiration;

  async function forCall(configuration: WidgetConfiguration): Promise<TokenOutcome> {
    if (!configuration.authentication) return { status: 'anonymous' };
    if (token !== '' && !isExpired()) return { status: 'token', token };
    token = '';
    expiration = 0;
    return ask(configuration.authentication.javascriptClientFunction, configuration.signInOptional);
  }

  const findNamed = (path: string | null) => (path === null ? undefined : findClientFunction(page.window, path));

  async function ask(clientFunction: string | null, signInOptional: boolean): Promise<TokenOutcome> {
    const asked = provider ?? findNamed(clientFunction);
    if (!asked) return { status: 'failed', errorCode: clientFunction === null ? 3 : 8 };
    page.log({ from: 'widget', to: 'page', type: provider ? 'auth-provider-called' : 'client-function-called' });
    const answer = await callProvider((callback) => asked(callback), lifetime, timeLimit);
    if (answer.status === 'failed') return { status: 'failed', errorCode: 2 };
    logToken(page, answer.value);
    if (isNoToken(answer.value)) return signInOptional ? { status: 'anonymous' } : { status: 'failed', errorCode: 3 };
    return hold(answer.value);
  }

  /** What it refuses it still holds, as Microsoft's code does: a token that cannot be read is sent by the next call. */
  function hold(value: unknown): TokenOutcome {
    if (typeof value !== 'string') return { status: 'failed', errorCode: 4 };
    token = value;
    const expires = readExpiration(value);
    expiration = expires ?? 0;
    const refused = expires === null || (expires > 0 && expires < seconds());
    return refused ? { status: 'failed', errorCode: 4 } : { status: 'token', token: value };
  }

  return {
    setAuthTokenProvider(next) {
      if (typeof next !== 'function') throw new TypeError('setAuthTokenProvider: the provider must be a function.');
      provider = next;
    },
    getAuthTokenProvider: () => provider,
    removeAuthTokenProvider() {
      provider = null;
      token = '';
    },
    canAnswer: ({ authentication }) =>
      !authentication || provider !== null || findNamed(authentication.javascriptClientFunction) !== undefined,
    forCall,
    async forStart(configuration) {
      const first = forCall(configuration);
      let stop = () => {};
      const second = new Promise<TokenOutcome>((resolve, reject) => {
        stop = lifetime.after(secondAskAfter, () => void forCall(configuration).then(resolve, reject));
      });
      return Promise.race([first, second]).finally(stop);
    },
    chatEnded: () => void (token = ''),
  };
}

const seconds = () => Math.floor(Date.now() / 1000);

/** Seconds since the epoch; 0 where there is no exp; null where the token cannot be read. 13 digits are milliseconds. */
function readExpiration(token: string): number | null {
  if (token.split('.').length !== 3) return null;
  try {
    const { exp } = decodeJwt(token);
    if (!exp) return 0;
    return String(exp).length === 13 ? Math.floor(exp / 1000) : exp;
  } catch {
    return null;
  }
}
