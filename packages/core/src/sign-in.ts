import type { Emit } from './events.js';
import type { LiveChatAuthOptions } from './options.js';
import { sleep } from './time-limit.js';

/** Asks the app to have the person sign in: one request at a time, however many wait for it. */
export interface SignIn {
  /** Can the app be asked at all? */
  isPossible(): boolean;
  /** Asks; resolves once somebody is signed in, or the app has said that nobody is going to. Never rejects. */
  need(reason: 'chat' | 'bot'): Promise<void>;
  /** Somebody is signed in now. */
  arrived(): void;
  /** Nobody waits any more. */
  stop(): void;
}

/** After the app's promise, the new `userId` may still be one render away. */
const graceAfterPromise = 1000;

export function createSignIn(options: () => LiveChatAuthOptions, emit: Emit): SignIn {
  let controller: AbortController | null = null;
  let pending: Promise<void> | null = null;
  let finish = () => {};

  function ask(reason: 'chat' | 'bot'): Promise<void> {
    const own = (controller = new AbortController());
    return new Promise<void>((resolve) => {
      finish = () => {
        if (controller === own) controller = pending = null;
        resolve();
      };
      emit({ type: 'sign-in-needed', reason });
      // The app's answer is a value, a promise or a throw; a plain return says nothing yet, so the wait goes on.
      new Promise((settle) => settle(options().onSignInNeeded?.({ reason, signal: own.signal }) ?? new Promise(() => {})))
        .then(() => sleep(graceAfterPromise, own.signal))
        .catch(() => own.signal.aborted || emit({ type: 'sign-in-failed', reason }))
        .finally(() => controller === own && finish());
    });
  }

  return {
    isPossible: () => options().onSignInNeeded !== undefined,
    need: (reason) => (pending ??= ask(reason)),
    arrived: () => finish(),
    stop() {
      controller?.abort();
      finish();
    },
  };
}
