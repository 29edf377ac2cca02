import type { BotSsoOptions, LiveChatAuthOptions } from './options.js';

/** Milliseconds for a token. The widget allows 10 seconds; by default one is left for the way. */
export const tokenTimeout = (options: LiveChatAuthOptions): number => options.tokenTimeout ?? 9_000;

/**
 * Milliseconds for a card. The widget gives up at about 2,000 and shows it: it still hears an answer by 1,900, and would take
 * a later one for the next card's, in v1.
 */
export const cardDeadline = (options: BotSsoOptions | undefined): number => Math.min(options?.deadline ?? 1_800, 1_900);

/** Browsers count no further: 24 days. */
export const longestTimer = 2 ** 31 - 1;

/**
 * Runs `task` with a signal that aborts with `signal` or after `ms`, and settles by then whatever the task does:
 * a task that never settles, or ignores its signal, cannot hold anybody up.
 * @throws What the task throws; `onTimeout()` after `ms`; the signal's reason when it aborts.
 */
export function withTimeLimit<T>(
  ms: number,
  signal: AbortSignal,
  onTimeout: () => Error,
  task: (signal: AbortSignal) => T | Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const controller = new AbortController();
    const timer = setTimeout(() => stop(onTimeout()), ms);
    const onAbort = () => stop(signal.reason);
    const clean = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const stop = (reason: unknown) => {
      clean();
      controller.abort(reason);
      reject(reason);
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    // Inside a promise, so that a task that throws at once is a rejection too.
    void new Promise<T>((settle) => settle(task(controller.signal))).then(resolve, reject).finally(clean);
  });
}

/** Resolves after `ms`, or rejects with the signal's reason. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort);
  });
}
