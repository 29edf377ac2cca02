import { expect, it, vi } from 'vitest';
import { acceptAnySignal, takesOwnSignals } from './accept-any-signal.js';

/** An EventTarget that refuses all signals, as the EventTarget of jsdom refuses the signals of Node. */
class RefusingTarget extends EventTarget {
  override addEventListener(...[type, listener, options]: Parameters<EventTarget['addEventListener']>) {
    if (typeof options === 'object' && options.signal) throw new TypeError('not of type AbortSignal');
    super.addEventListener(type, listener, options);
  }
}

it('detects pages that accept their own signals', () => {
  expect(takesOwnSignals(document)).toBe(true);
  expect(takesOwnSignals(new RefusingTarget())).toBe(false);
});

it('ends listeners with signals that the page would refuse', () => {
  acceptAnySignal([RefusingTarget.prototype]);
  const target = new RefusingTarget();
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

it('does not change other listeners', () => {
  const target = new RefusingTarget();
  const listener = vi.fn<() => void>();
  target.addEventListener('hello', listener, { once: true });
  target.dispatchEvent(new Event('hello'));
  target.dispatchEvent(new Event('hello'));
  expect(listener).toHaveBeenCalledTimes(1);
});
