/**
 * jsdom's `addEventListener` takes jsdom's own AbortSignals alone, and jest-fixed-jsdom gives pages Node's (its fetch needs those).
 * From now on the listeners of everything that inherits from these owners end with signals of either kind.
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

/** Does this page's `addEventListener` take the signals that its scripts make? */
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
