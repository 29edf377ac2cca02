import { decodeJwt } from 'jose';
import { isLiveChatAuthError, LiveChatAuthError } from './errors.js';
import type { BotSsoOptions } from './options.js';
import { withTimeLimit } from './time-limit.js';

/** The bot's token, fetched before a card comes where that can be, and held in this closure only. */
export interface BotTokens {
  /** Fetches ahead of the first card. */
  warm(userId: string | null): void;
  /** @throws LiveChatAuthError, or the signal's reason. */
  get(userId: string | null, signInId: string, signal: AbortSignal): Promise<string | null>;
  /** Forgets it: another person, or the bot refused it. */
  drop(): void;
}

/** A token whose expiry nobody tells is used for so long. */
const assumedLife = 60_000;
/** Not handed over in its last moments: it has a way to go. */
const margin = 5_000;
/** A warm-up that hangs must not hang the cards that wait for it. */
const longestWarmUp = 9_000;

export function createBotTokens(options: () => BotSsoOptions | undefined): BotTokens {
  let held: { token: string; expiresAt: number } | null = null;
  let warming: { promise: Promise<string | null>; controller: AbortController } | null = null;

  async function fetchToken(userId: string | null, signInId: string | null, signal: AbortSignal): Promise<string | null> {
    let answer: unknown;
    try {
      answer = await options()?.getToken({ userId, signInId, signal });
    } catch (error) {
      // The app's own error may quote a token, so nothing of it is kept.
      throw isLiveChatAuthError(error) ? error : new LiveChatAuthError('bot-token-failed');
    }
    if (answer === null || answer === undefined || signal.aborted) return null;
    const { token, expiresAt } =
      typeof answer === 'string' ? { token: answer, expiresAt: expiryOf(answer) } : (answer as { token?: unknown; expiresAt?: unknown });
    if (typeof token !== 'string' || token === '' || typeof expiresAt !== 'number') throw new LiveChatAuthError('bot-token-malformed');
    held = { token, expiresAt };
    return token;
  }

  const peek = () => (held && Date.now() < held.expiresAt - margin ? held.token : null);

  return {
    warm(userId) {
      if (peek() !== null || warming) return;
      const controller = new AbortController();
      const slow = () => new LiveChatAuthError('bot-token-failed');
      const promise = withTimeLimit(longestWarmUp, controller.signal, slow, (signal) => fetchToken(userId, null, signal)).catch(() => null);
      const own = { controller, promise };
      warming = own;
      void own.promise.finally(() => warming === own && (warming = null));
    },
    async get(userId, signInId, signal) {
      // A warm-up that fails or finds nothing is no answer for this card: then it asks with the card's id.
      const token = peek() ?? (await warming?.promise);
      return token ?? fetchToken(userId, signInId, signal);
    },
    drop() {
      held = null;
      warming?.controller.abort();
      warming = null;
    },
  };
}

function expiryOf(token: string): number {
  try {
    const { exp } = decodeJwt(token);
    if (typeof exp === 'number') return exp * 1000;
  } catch {
    // No JWT, or an encrypted one: its expiry cannot be read.
  }
  return Date.now() + assumedLife;
}
