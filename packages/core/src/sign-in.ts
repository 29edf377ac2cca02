import type { Emit } from './events.js';
import type { LiveChatAuthOptions } from './options.js';

/** Asks the app to have the person sign in: one request at a time, however many wait for it. */
export interface SignIn {
  /** Can the app be asked at all? */
  isPossible(): boolean;
  /** Asks; resolves once somebody is signed in, or nobody is going to be. Never rejects. */
  need(reason: 'chat' | 'bot'): Promise<void>;
  /** Somebody is signed in now, or nobody waits any more. */
  end(): void;
}

/** After the app's promise, the new `userId` may still be one render away. */
const graceAfterPromise = 1000;
/** An app that opens a dialog and returns tells no end: whoever asks after this asks it anew. */
const longestWait = 10_000;

/** @param connection Aborts when the client disconnects. */
export function createSignIn(options: () => LiveChatAuthOptions, emit: Emit, connection: () => AbortSignal): SignIn {
  let pending: Promise<void> | null = null;
  let end: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function ask(reason: 'chat' | 'bot'): Promise<void> {
    return new Promise<void>((resolve) => {
      const own = () => {
        clearTimeout(timer);
        pending = end = null;
        resolve();
      };
      end = own;
      const endAfter = (ms: number) => {
        if (end === own) timer = setTimeout(own, ms);
      };
      emit({ type: 'sign-in-needed', reason });
      // In a later microtask, so that an app which signs in at once finds somebody waiting.
      Promise.resolve()
        .then(async () => {
          const answer = options().onSignInNeeded?.({ reason, signal: connection() });
          if (!answer) return endAfter(longestWait);
          await answer;
          endAfter(graceAfterPromise);
        })
        .catch(() => {
          if (end !== own) return;
          emit({ type: 'sign-in-failed', reason });
          own();
        });
    });
  }

  return {
    isPossible: () => options().onSignInNeeded !== undefined,
    need: (reason) => (pending ??= ask(reason)),
    end: () => end?.(),
  };
}
