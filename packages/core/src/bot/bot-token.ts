import { decodeJwt } from 'jose';
import { LiveChatAuthError, toLiveChatAuthError } from '../errors.js';
import type { Problem } from '../events.js';
import type { BotSsoOptions, BotTokenRequest } from '../options.js';
import { withTimeLimit } from '../time-limits.js';
import { emptyBotToken, isUsable, nextBotToken, type BotTokenEvent, type BotTokenSource } from './next-bot-token.js';

/**
 * Caches the bot's token in memory. Fetches it before a card arrives, when possible. The token is used only while `getToken`
 * is the function that returned it, because another function may serve another bot on other hosts.
 */
export interface BotTokenCache {
  /** Fetches the token before the first card. */
  warm(userId: string): void;
  /** @throws LiveChatAuthError when the app's function fails. */
  get(request: BotTokenRequest): Promise<string | null>;
  /** Discards the token, because the user changed or the bot refused it. */
  discard(): void;
}

/** Assumed lifetime of a token without a readable expiry, in milliseconds. */
const assumedLife = 60_000;
/** Time limit for a fetch in advance, in milliseconds, so that a blocked request does not block the cards that wait for it. */
const warmUpTimeout = 9_000;

/** @param onProblem Called with what the app's function threw. */
export function createBotTokenCache(options: () => BotSsoOptions | undefined, onProblem: (problem: Problem) => void): BotTokenCache {
  let state = emptyBotToken;
  let token: string | null = null;
  let warmUp: Promise<string | null> | null = null;
  /** Aborts when the token is discarded. A token that was requested before is not kept. */
  let holding = new AbortController();
  const source = (): BotTokenSource => options()?.getToken;

  function dispatch(event: BotTokenEvent) {
    state = nextBotToken(state, event);
    if (state.status !== 'held') token = null;
  }

  async function fetchToken(request: BotTokenRequest): Promise<string | null> {
    const from = source();
    const { signal } = holding;
    const answer = await callGetToken(from, request, onProblem);
    if (answer === null || request.signal.aborted) return null;
    const { token: fetched, expiresAt = expiryOf(fetched) } = answer;
    if (typeof fetched !== 'string' || fetched === '' || typeof expiresAt !== 'number') throw new LiveChatAuthError('bot-token-malformed');
    if (signal.aborted) return fetched;
    dispatch({ type: 'arrived', source: from, expiresAt });
    token = fetched;
    return fetched;
  }

  const held = () => (isUsable(state, source(), Date.now()) ? token : null);

  function discard() {
    holding.abort();
    holding = new AbortController();
    warmUp = null;
    dispatch({ type: 'discarded' });
  }

  return {
    warm(userId) {
      const from = source();
      if (held() !== null || (state.status === 'warming' && state.source === from)) return;
      discard();
      const { signal } = holding;
      dispatch({ type: 'warm-up-started', source: from });
      warmUp = withTimeLimit(
        warmUpTimeout,
        signal,
        () => new LiveChatAuthError('bot-token-failed'),
        (inTime) => fetchToken({ userId, signInId: null, signal: inTime }),
      ).catch(() => null);
      void warmUp.then(() => {
        if (!signal.aborted) dispatch({ type: 'warm-up-ended' });
      });
    },
    async get(request) {
      // When the fetch in advance failed or returned null, the app's function is called again with the card's id.
      const isWarming = state.status === 'warming' && state.source === source();
      const warmed = held() ?? (isWarming ? await warmUp : null);
      if (request.signal.aborted) return null;
      return warmed ?? fetchToken(request);
    },
    discard,
  };
}

/**
 * Calls the app's function and reads what it returns; null when there is no token.
 * Drops the text of the app's own error, because it may quote a token.
 */
async function callGetToken(
  getToken: BotTokenSource,
  request: BotTokenRequest,
  onProblem: (problem: Problem) => void,
): Promise<{ token: unknown; expiresAt: unknown } | null> {
  try {
    const answer: unknown = await getToken?.(request);
    if (answer === null || answer === undefined) return null;
    if (typeof answer !== 'object') return { token: answer, expiresAt: undefined };
    const { token, expiresAt } = answer as { token?: unknown; expiresAt?: unknown };
    return { token, expiresAt };
  } catch (thrown) {
    const error = toLiveChatAuthError(thrown, 'bot-token-failed');
    // An aborted request fails because the user left or the time is over.
    if (!request.signal.aborted) onProblem({ error, thrown });
    throw error;
  }
}

/** Returns milliseconds since the epoch. */
function expiryOf(token: unknown): number {
  try {
    const { exp } = decodeJwt(token as string);
    if (typeof exp === 'number') return exp * 1000;
  } catch {
    // The token is not a JWT, or it is encrypted. Its expiry cannot be read.
  }
  return Date.now() + assumedLife;
}
