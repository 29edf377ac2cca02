import type { Emit } from '../events.js';
import type { LiveChatAuthOptions } from '../options.js';

/** Asks the app to sign the user in. Only one request runs at a time; all callers share it. */
export interface SignIn {
  /** True when the app has `onSignInNeeded`. */
  isPossible(): boolean;
  /** Calls `onSignInNeeded`. Resolves when a user is signed in or the wait is over. Never rejects. */
  request(reason: 'chat' | 'bot'): Promise<void>;
  /** Ends the wait, because a user is signed in or the result is no longer needed. */
  end(): void;
}

/** How long to wait for the new `userId` after the app's promise has resolved, in milliseconds. It may arrive with the next render. */
const graceAfterPromise = 1_000;
/** How long to wait when the app returns no promise, in milliseconds. A later request calls the app again. */
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
      // In a microtask, so that the request is already pending when the app signs the user in synchronously.
      Promise.resolve()
        .then(async () => {
          if (end !== own) return;
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
