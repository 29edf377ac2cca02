import { decodeJwt } from 'jose';
import { liveChatAuthError } from './error-of.js';
import { isLiveChatAuthError } from './errors.js';
import type { BotSsoOptions, BotTokenRequest } from './options.js';
import { withTimeLimit } from './time-limit.js';

/**
 * The bot's token, fetched before a card comes where that can be, and held in this closure only. It is for whoever has
 * the function that gave it: another function's token may be for another bot, on other hosts.
 */
export interface BotTokens {
  /** Fetches ahead of the first card. */
  warm(userId: string): void;
  /** @throws LiveChatAuthError. */
  get(request: BotTokenRequest): Promise<string | null>;
  /** Forgets it: another person, or the bot refused it. */
  drop(): void;
}

type Source = BotSsoOptions['getToken'] | undefined;

/** A token whose expiry nobody tells is used for so long. */
const assumedLife = 60_000;
/** Not handed over in its last moments: it has a way to go. */
const margin = 5_000;
/** A warm-up that hangs must not hang the cards that wait for it. */
const longestWarmUp = 9_000;

export function createBotTokens(options: () => BotSsoOptions | undefined): BotTokens {
  let held: { from: Source; userId: string | null; token: string; expiresAt: number } | null = null;
  let warmUp: { from: Source; promise: Promise<string | null>; controller: AbortController } | null = null;
  const source = () => options()?.getToken;

  async function fetchToken(request: BotTokenRequest): Promise<string | null> {
    const { userId, signal } = request;
    const from = source();
    try {
      const answer: unknown = await from?.(request);
      if (answer === null || answer === undefined || signal.aborted) return null;
      const { token, expiresAt = expiryOf(token) } = (typeof answer === 'object' ? answer : { token: answer }) as Record<string, unknown>;
      if (typeof token === 'string' && token !== '' && typeof expiresAt === 'number') {
        held = { from, userId, token, expiresAt };
        return token;
      }
    } catch (error) {
      // The app's own error may quote a token, so nothing of it is kept.
      throw isLiveChatAuthError(error) ? error : liveChatAuthError('bot-token-failed');
    }
    throw liveChatAuthError('bot-token-malformed');
  }

  function peek(userId: string | null): string | null {
    if (held?.userId !== userId || held.from !== source()) return null;
    return Date.now() < held.expiresAt - margin ? held.token : null;
  }

  function drop() {
    held = null;
    warmUp?.controller.abort();
    warmUp = null;
  }

  return {
    warm(userId) {
      const from = source();
      if (peek(userId) !== null || warmUp?.from === from) return;
      drop();
      const controller = new AbortController();
      const tooLong = () => liveChatAuthError('bot-token-failed');
      const ask = (signal: AbortSignal) => fetchToken({ userId, signInId: null, signal });
      const own = { from, controller, promise: withTimeLimit(longestWarmUp, controller.signal, tooLong, ask).catch(() => null) };
      warmUp = own;
      void own.promise.then(() => warmUp === own && (warmUp = null));
    },
    async get(request) {
      // A warm-up that fails or finds nothing is no answer for this card: then it asks with the card's id.
      const token = peek(request.userId) ?? (warmUp?.from === source() ? await warmUp?.promise : null);
      return token ?? (request.signal.aborted ? null : fetchToken(request));
    },
    drop,
  };
}

/** Milliseconds since the epoch. */
function expiryOf(token: unknown): number {
  try {
    const { exp } = decodeJwt(token as string);
    if (typeof exp === 'number') return exp * 1000;
  } catch {
    // No JWT, or an encrypted one: its expiry cannot be read.
  }
  return Date.now() + assumedLife;
}
