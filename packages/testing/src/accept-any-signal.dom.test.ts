import { expect, it, vi } from 'vitest';
import { acceptAnySignal, takesOwnSignals } from './accept-any-signal.js';

/** An EventTarget that takes no signals, as jsdom's takes none of Node's. */
class Fussy extends EventTarget {
  override addEventListener(...[type, listener, options]: Parameters<EventTarget['addEventListener']>) {
    if (typeof options === 'object' && options.signal) throw new TypeError('not of type AbortSignal');
    super.addEventListener(type, listener, options);
  }
}

it('knows pages that take their own signals from pages that do not', () => {
  expect(takesOwnSignals(document)).toBe(true);
  expect(takesOwnSignals(new Fussy())).toBe(false);
});

it('ends listeners with signals that the page would refuse', () => {
  acceptAnySignal([Fussy.prototype]);
  const target = new Fussy();
  const controller = new AbortController();
  const listener = vi.fn<() => void>();
  target.addEventListener('hello', listener, { signal: controller.signal });
  target.dispatchEvent(new Event('hello'));
  expect(listener).toHaveBeenCalledTimes(1);

  controller.abort();
  target.addEventListener('hello', listener, { signal: controller.signal });
  target.dispatchEvent(new Event('hello'));
  expect(listener).toHaveBeenCalledTimes(1);
});

it('leaves other listeners as they were', () => {
  const target = new Fussy();
  const listener = vi.fn<() => void>();
  target.addEventListener('hello', listener, { once: true });
  target.dispatchEvent(new Event('hello'));
  target.dispatchEvent(new Event('hello'));
  expect(listener).toHaveBeenCalledTimes(1);
});
