import type { AuthTokens } from './auth-token.js';
import type { AuthTokenRoute, Emit } from './events.js';
import type { LiveChatAuthOptions } from './options.js';
import { quietly } from './safely.js';
import type { SignIn } from './sign-in.js';
import { tokenTimeout, withTimeLimit } from './time-limit.js';
import type { AuthTokenCallback } from './widget.js';

interface Surroundings {
  options(): LiveChatAuthOptions;
  /** Who is signed in as far as the chat is concerned. */
  person(): string | null;
  tokens: AuthTokens;
  signIn: SignIn;
  emit: Emit;
  /** Aborts when the client disconnects: then nobody waits any more. */
  connection(): AbortSignal;
  onNoToken(): void;
}

/** Answers one ask of the widget: one callback, in the same tick when a valid token is held, else within the time limit. */
export type AnswerAsk = (callback: AuthTokenCallback, route: AuthTokenRoute, askedAt: number) => void | Promise<void>;

export function createAnswerAsk({ options, person, tokens, signIn, emit, connection, onNoToken }: Surroundings): AnswerAsk {
  function hand(callback: AuthTokenCallback, jwt: string | null, route: AuthTokenRoute, afterMs: number) {
    quietly(() => callback(jwt));
    emit({ type: 'token-answered', route, answer: jwt === null ? 'null' : 'token', afterMs });
  }

  /** The token for an ask that found none: fetched, or of the person who signs in for it. Null at the time limit. */
  async function tokenInTime(askedAt: number): Promise<string | null> {
    const asked = person();
    const find = async (signal: AbortSignal) => {
      const jwt = await tokens.get('widget', { signal });
      const isSignedOut = person() === asked && tokens.isSignedOut();
      if (signal.aborted || !isSignedOut || !signIn.isPossible()) return jwt;
      await signIn.need('chat');
      return tokens.get('widget', { signal });
    };
    const limit = askedAt + tokenTimeout(options()) - Date.now();
    const jwt = await withTimeLimit(limit, connection(), () => new Error(), find).catch(() => null);
    // Whoever asked is not who is signed in now: from nobody to somebody is the way in, everything else is a stranger.
    return asked === null || asked === person() ? jwt : null;
  }

  return (callback, route, askedAt) => {
    emit({ type: 'token-asked', route });
    const jwt = tokens.peek();
    if (jwt !== null) return hand(callback, jwt, route, 0);
    onNoToken();
    return tokenInTime(askedAt).then((late) => hand(callback, late, route, Date.now() - askedAt));
  };
}
