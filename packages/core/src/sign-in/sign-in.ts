import type { Emit } from '../events.js';
import type { LiveChatAuthOptions } from '../options.js';

/** Asks the app to sign the user in: one request at a time, shared by everything that waits for it. */
export interface SignIn {
  /** True when the app has `onSignInNeeded`. */
  isPossible(): boolean;
  /** Asks the app. Resolves when a user is signed in, or when none will be. Never rejects. */
  request(reason: 'chat' | 'bot'): Promise<void>;
  /** Ends the wait: a user is signed in, or the request no longer matters. */
  end(): void;
}

/** Time after the app's promise in which the new `userId` may still arrive, for example with the next render, in milliseconds. */
const graceAfterPromise = 1_000;
/** Longest wait for an app that opens a dialog and returns at once, in milliseconds. A later request asks the app again. */
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
      // In a later microtask, so that an app that signs in at once finds the request waiting.
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
    request: (reason) => (pending ??= ask(reason)),
    end: () => end?.(),
  };
}
