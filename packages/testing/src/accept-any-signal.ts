/**
 * Makes `addEventListener` of these owners, and of everything that inherits from them, accept every kind of AbortSignal.
 * jsdom accepts only its own signals. jest-fixed-jsdom gives pages the signals of Node, because Node's fetch needs them.
 */
export function acceptAnySignal(owners: readonly Pick<EventTarget, 'addEventListener' | 'removeEventListener'>[]): void {
  for (const owner of owners) {
    const addEventListener = owner.addEventListener;
    owner.addEventListener = function (this: EventTarget, type, listener, options) {
      const { signal, ...others } = typeof options === 'object' ? options : {};
      if (!signal) return addEventListener.call(this, type, listener, options);
      if (signal.aborted) return;
      addEventListener.call(this, type, listener, others);
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, others), { once: true });
    };
  }
}

/** Returns whether `addEventListener` accepts the signals that scripts of this page create. */
export function takesOwnSignals(target: EventTarget): boolean {
  const controller = new AbortController();
  try {
    target.addEventListener('lcw-auth-probe', () => {}, { signal: controller.signal });
    return true;
  } catch {
    return false;
  } finally {
    controller.abort();
  }
}
