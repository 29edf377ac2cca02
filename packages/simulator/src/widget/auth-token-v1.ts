import type { AuthTokenProvider } from '@lcw-auth/core';
import type { WidgetConfiguration } from '../omnichannel/omnichannel.js';
import { isNoToken, logToken, type AuthTokens, type TokenOutcome } from './auth-token.js';
import { findClientFunction } from './client-function.js';
import type { Lifetime } from './lifetime.js';
import { callProvider } from './provider-call.js';
import type { WidgetPage } from './widget-page.js';

/** The iframe era: takes the token at registration, synchronously, and lives on what it took. */
export function createAuthTokensV1(page: WidgetPage, lifetime: Lifetime, timeLimit: number, isReady: () => boolean): AuthTokens {
  let provider: AuthTokenProvider | null = null;
  /** What callbacks write to, whenever they come: one variable for all providers. */
  let answered: unknown;
  /** What was posted to the iframe: the chat's token. */
  let posted: unknown;

  async function forCall({ authentication, signInOptional }: WidgetConfiguration): Promise<TokenOutcome> {
    if (!authentication) return { status: 'anonymous' };
    if (isPosted(posted)) return { status: 'token', token: posted };
    if (authentication.javascriptClientFunction !== null) return askByName(authentication.javascriptClientFunction, signInOptional);
    return signInOptional ? { status: 'anonymous' } : { status: 'failed', errorCode: 3 };
  }

  async function askByName(name: string, signInOptional: boolean): Promise<TokenOutcome> {
    page.log({ from: 'widget', to: 'page', type: 'client-function-called' });
    const asked = findClientFunction(page.window, name);
    if (!asked) return { status: 'failed', errorCode: 8, raised: new TypeError('authFunc is not a function') };
    let thrown: { raised?: unknown } = {};
    const call = (callback: (value: unknown) => void) => {
      try {
        return asked(callback);
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
    // The token that it took stays where it is.
    removeAuthTokenProvider: () => void (provider = null),
    canAnswer: ({ authentication }) =>
      !authentication || isPosted(posted) || findClientFunction(page.window, authentication.javascriptClientFunction ?? '') !== undefined,
    forCall,
    forStart: forCall,
    chatEnded: () => {},
  };
}

const isPosted = (value: unknown): value is string => typeof value === 'string' && value !== '';
