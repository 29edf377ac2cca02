import type { AuthTokenProvider } from '@lcw-auth/core';
import type { WidgetConfiguration } from '../omnichannel/omnichannel.js';
import { functionMissing, isNoToken, logToken, type AuthTokens, type TokenOutcome } from './auth-token.js';
import { findClientFunction } from './client-function.js';
import type { Lifetime } from './lifetime.js';
import { callProvider } from './provider-call.js';
import type { WidgetPage } from './widget-page.js';

/** Tokens of the iframe generation. It reads the token synchronously at registration and uses it from then on. */
export function createAuthTokensV1(page: WidgetPage, lifetime: Lifetime, timeLimit: number, isReady: () => boolean): AuthTokens {
  let provider: AuthTokenProvider | null = null;
  /** The last answer of any provider, also a late one, because v1 has one variable for all providers. */
  let answered: unknown;
  /** The chat's token, as posted to the iframe. */
  let posted: unknown;

  async function forCall({ authentication, signInOptional }: WidgetConfiguration): Promise<TokenOutcome> {
    if (!authentication) return { status: 'anonymous' };
    if (isPosted(posted)) return { status: 'token', token: posted };
    const name = authentication.javascriptClientFunction;
    if (name !== null && !provider) return requestByName(name, signInOptional);
    return signInOptional ? { status: 'anonymous' } : { status: 'failed', errorCode: 3 };
  }

  async function requestByName(name: string, signInOptional: boolean): Promise<TokenOutcome> {
    page.log({ from: 'widget', to: 'page', type: 'client-function-called' });
    const named = findClientFunction(page.window, name);
    if (!named) return { ...functionMissing(name), raised: new TypeError('authFunc is not a function') };
    let thrown: { raised?: unknown } = {};
    const call = (callback: (value: unknown) => void) => {
      try {
        return named(callback);
      } catch (error) {
        thrown = { raised: error };
        throw error;
      }
    };
    const answer = await callProvider(call, lifetime, timeLimit);
    if (answer.status === 'failed') return { status: 'failed', errorCode: 2, ...thrown };
    logToken(page, answer.value);
    if (isNoToken(answer.value)) return signInOptional ? { status: 'anonymous' } : { status: 'failed', errorCode: 3 };
    return typeof answer.value === 'string' ? { status: 'token', token: answer.value } : { status: 'failed', errorCode: 4 };
  }

  return {
    setAuthTokenProvider(next) {
      if (typeof next !== 'function') throw new TypeError('setAuthTokenProvider: the provider must be a function.');
      page.log({ from: 'widget', to: 'page', type: 'auth-provider-called' });
      void next((token) => {
        answered = token;
      });
      if (isReady()) {
        posted = answered;
        logToken(page, posted);
      } else page.log({ from: 'page', to: 'widget', type: 'call-lost', detail: { method: 'setAuthTokenProvider' } });
      provider = next;
    },
    getAuthTokenProvider: () => provider,
    // The token stays in the iframe.
    removeAuthTokenProvider: () => void (provider = null),
    canAnswer: ({ authentication }) =>
      !authentication || isPosted(posted) || findClientFunction(page.window, authentication.javascriptClientFunction ?? '') !== undefined,
    forCall,
    forStart: forCall,
    chatEnded: () => {},
  };
}

const isPosted = (value: unknown): value is string => typeof value === 'string' && value !== '';
