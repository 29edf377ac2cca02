import { webcrypto } from 'node:crypto';
import { acceptAnySignal, takesOwnSignals } from './accept-any-signal.js';

/** Gives a page of jest-fixed-jsdom what browsers have and it lacks: WebCrypto, and listeners that end with its own signals. */
export function completeJestPage(): void {
  if (typeof window === 'undefined') return;
  if (!globalThis.crypto?.subtle) Object.defineProperty(globalThis, 'crypto', { configurable: true, value: webcrypto });
  // Jest's pages have a Uint8Array of their own, and what encoders and WebCrypto give is none of it.
  const { constructor } = Object.getPrototypeOf(new TextEncoder().encode('')) as { constructor: typeof Uint8Array };
  globalThis.Uint8Array = constructor;
  // jest-environment-jsdom gives its window an addEventListener of its own.
  if (!takesOwnSignals(document)) acceptAnySignal([EventTarget.prototype, window]);
}
