import { webcrypto } from 'node:crypto';
import { acceptAnySignal, takesOwnSignals } from './accept-any-signal.js';

/** Adds missing features to a page of jest-fixed-jsdom: WebCrypto, and listeners that accept the page's own signals. */
export function completeJestPage(): void {
  if (typeof window === 'undefined') return;
  if (!globalThis.crypto?.subtle) Object.defineProperty(globalThis, 'crypto', { configurable: true, value: webcrypto });
  // A page of Jest has its own Uint8Array, but encoders and WebCrypto return the one of Node.
  const { constructor } = Object.getPrototypeOf(new TextEncoder().encode('')) as { constructor: typeof Uint8Array };
  globalThis.Uint8Array = constructor;
  // jest-environment-jsdom defines addEventListener on the window itself too.
  if (!takesOwnSignals(document)) acceptAnySignal([EventTarget.prototype, window]);
}
