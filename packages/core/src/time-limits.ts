import type { BotSsoOptions, LiveChatAuthOptions, WidgetWait } from './options.js';

/** Time limit for a token request, in milliseconds. The widget allows 10 seconds; the default leaves a reserve of one second. */
export const tokenTimeout = (options: LiveChatAuthOptions): number => options.tokenTimeout ?? 9_000;

/** The defaults of the widget's `botAuthConfig` (packages/core/docs/widget-facts.md, "Timing of the decision"). */
const defaultWait: WidgetWait = { retries: 3, interval: 1_000, fallbackShow: true };

/** Time after which the widget no longer accepts the decision about a card, in milliseconds. The wait ends with its last try. */
const widgetGivesUpAfter = ({ retries, interval }: WidgetWait): number => Math.max(retries - 1, 0) * interval;

/** Time limit for the decision about a card, in milliseconds. It ends at least 100 ms before the widget's own wait. */
export function cardTimeout(options: BotSsoOptions | undefined): number {
  return Math.min(options?.timeout ?? 1_800, Math.max(widgetGivesUpAfter(options?.widgetWait ?? defaultWait) - 100, 0));
}

/** True when the widget shows a card, given the decision and the time after which it arrived. */
export function isCardShown(show: boolean, afterMs: number, options: BotSsoOptions | undefined): boolean {
  const wait = options?.widgetWait ?? defaultWait;
  return afterMs > widgetGivesUpAfter(wait) ? wait.fallbackShow : show;
}

/** The longest timer that browsers support, in milliseconds: 24 days. */
export const longestTimer = 2 ** 31 - 1;

/**
 * Runs `task` with a signal that aborts with `signal` or after `ms`. Always settles by then, even when the task
 * never settles or ignores its signal.
 * @throws What the task throws; `onTimeout()` after `ms`; the signal's reason when it aborts.
 */
export function withTimeLimit<Result>(
  ms: number,
  signal: AbortSignal,
  onTimeout: () => Error,
  task: (signal: AbortSignal) => Result | Promise<Result>,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
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
    // Inside a promise, so that a synchronous error of the task also becomes a rejection.
    void new Promise<Result>((settle) => settle(task(controller.signal))).then(resolve, reject).finally(clean);
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
