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
  /** The last wait. It has ended when its signal is aborted. */
  let last: AbortController | null = null;

  async function ask(reason: 'chat' | 'bot', wait: AbortController): Promise<void> {
    const { signal } = wait;
    emit({ type: 'sign-in-needed', reason });
    // The app may have signed the user in inside the event.
    if (signal.aborted) return;
    try {
      const answer = options().onSignInNeeded?.({ reason, signal: connection() });
      if (answer) await answer;
      if (signal.aborted) return;
      const timer = setTimeout(() => wait.abort(), answer ? graceAfterPromise : longestWait);
      signal.addEventListener('abort', () => clearTimeout(timer));
    } catch {
      if (signal.aborted) return;
      emit({ type: 'sign-in-failed', reason });
      wait.abort();
    }
  }

  function start(reason: 'chat' | 'bot'): AbortSignal {
    last = new AbortController();
    const { signal } = last;
    void ask(reason, last);
    return signal;
  }

  return {
    isPossible: () => options().onSignInNeeded !== undefined,
    request(reason) {
      const signal = last && !last.signal.aborted ? last.signal : start(reason);
      return new Promise((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve());
      });
    },
    end: () => last?.abort(),
  };
}
