import type { AuthTokenProvider } from '@lcw-auth/core';
import { decodeJwt } from 'jose';
import type { WidgetConfiguration } from '../omnichannel/omnichannel.js';
import { functionMissing, isNoToken, logToken, type AuthTokens, type TokenOutcome } from './auth-token.js';
import { findClientFunction } from './client-function.js';
import type { Lifetime } from './lifetime.js';
import { callProvider } from './provider-call.js';
import { isExpired, nextTokenCopy, noCopy, type TokenCopy, type TokenCopyEvent } from './token-copy.js';
import type { WidgetPage } from './widget-page.js';

/**
 * When the v2 widget requires a token.
 * 'strict': the chat authentication setting names a client function, or the chat is persistent. (Source: Microsoft's widget.)
 * 'lenient': any chat authentication setting is enough, as the script layer, whose source is closed, may do. (Inferred.)
 */
export type ScriptLayer = 'strict' | 'lenient';

/** The values on which the token requests of v2 depend. */
export interface AuthTokensV2Parts {
  page: WidgetPage;
  lifetime: Lifetime;
  /** Milliseconds within which a provider has to answer. */
  timeLimit: number;
  scriptLayer: ScriptLayer;
  /** The client function of another script, which the widget calls even when a provider is registered. */
  preferredClientFunction: string | null;
  /** True while a chat is open or opens. */
  isInChat(): boolean;
}

/**
 * Milliseconds after which the start of a chat requests the token a second time when there is no answer yet. (The second request is
 * measured. The time is inferred.)
 */
const secondRequestAfter = 1_000;

/** Tokens of the current generation. It requests a token before each call to Omnichannel, unless it holds one that has not expired. */
export function createAuthTokensV2({
  page,
  lifetime,
  timeLimit,
  scriptLayer,
  preferredClientFunction,
  isInChat,
}: AuthTokensV2Parts): AuthTokens {
  let provider: AuthTokenProvider | null = null;
  let copy: TokenCopy = noCopy;
  const dispatch = (event: TokenCopyEvent) => void (copy = nextTokenCopy(copy, event));

  const requiresToken = ({ authentication, persistentChat }: WidgetConfiguration): boolean =>
    persistentChat || (authentication !== null && (scriptLayer === 'lenient' || authentication.javascriptClientFunction !== null));

  async function forCall(configuration: WidgetConfiguration, atStart: boolean): Promise<TokenOutcome> {
    if (!requiresToken(configuration)) {
      if (configuration.authentication) logNotRequested();
      return { status: 'anonymous' };
    }
    if (isExpired(copy, seconds())) dispatch({ type: 'token-expired' });
    if (copy.status === 'held') return { status: 'token', token: copy.token };
    if (copy.status === 'signed-out') return { status: 'anonymous' };
    return request(configuration, atStart);
  }

  const logNotRequested = () =>
    page.log({
      from: 'widget',
      to: 'widget',
      type: 'token-not-requested',
      detail: { reason: 'The chat authentication setting names no JavaScript client function, and the chat is not persistent.' },
    });

  const findNamed = (path: string | null | undefined) => (path ? findClientFunction(page.window, path) : undefined);

  async function request({ authentication, signInOptional }: WidgetConfiguration, atStart: boolean): Promise<TokenOutcome> {
    const name = authentication?.javascriptClientFunction ?? null;
    const registered = name !== null && name === preferredClientFunction ? null : provider;
    const source = registered ?? findNamed(name);
    if (!source) return name === null ? { status: 'failed', errorCode: 3 } : functionMissing(name);
    page.log({ from: 'widget', to: 'page', type: registered ? 'auth-provider-called' : 'client-function-called' });
    const answer = await callProvider((callback) => source(callback), lifetime, timeLimit);
    if (answer.status === 'failed') return { status: 'failed', errorCode: 2 };
    logToken(page, answer.value);
    if (isNoToken(answer.value)) {
      if (!signInOptional) return { status: 'failed', errorCode: 3 };
      if (atStart) dispatch({ type: 'no-user-signed-in' });
      return { status: 'anonymous' };
    }
    return receive(answer.value);
  }

  /** Also keeps a token that it rejects, as Microsoft's code does. The next call then sends a token that cannot be read. */
  function receive(value: unknown): TokenOutcome {
    if (typeof value !== 'string') return { status: 'failed', errorCode: 4 };
    const expiry = readExpiry(value);
    dispatch({ type: 'token-received', token: value, expiresAt: expiry.status === 'expires' ? expiry.at : null });
    const rejected = expiry.status === 'unreadable' || (expiry.status === 'expires' && expiry.at < seconds());
    return rejected ? { status: 'failed', errorCode: 4 } : { status: 'token', token: value };
  }

  return {
    setAuthTokenProvider(next) {
      if (typeof next !== 'function') throw new TypeError('setAuthTokenProvider: the provider must be a function.');
      provider = next;
    },
    getAuthTokenProvider: () => provider,
    removeAuthTokenProvider() {
      provider = null;
      dispatch({ type: 'provider-removed', inChat: isInChat() });
    },
    canAnswer: (configuration) =>
      !requiresToken(configuration) || provider !== null || findNamed(configuration.authentication?.javascriptClientFunction) !== undefined,
    forCall: (configuration) => forCall(configuration, false),
    async forStart(configuration) {
      const first = forCall(configuration, true);
      let stop = () => {};
      const second = new Promise<TokenOutcome>((resolve, reject) => {
        stop = lifetime.after(secondRequestAfter, () => void forCall(configuration, true).then(resolve, reject));
      });
      return Promise.race([first, second]).finally(stop);
    },
    chatEnded: () => dispatch({ type: 'chat-ended' }),
  };
}

const seconds = () => Math.floor(Date.now() / 1000);

type Expiry = { status: 'unreadable' } | { status: 'never' } | { status: 'expires'; at: number };

/** Reads `exp` in seconds since the epoch. Microsoft's code reads a number of 13 digits as milliseconds. */
function readExpiry(token: string): Expiry {
  if (token.split('.').length !== 3) return { status: 'unreadable' };
  try {
    const { exp } = decodeJwt(token);
    if (!exp) return { status: 'never' };
    return { status: 'expires', at: String(exp).length === 13 ? Math.floor(exp / 1000) : exp };
  } catch {
    return { status: 'unreadable' };
  }
}
