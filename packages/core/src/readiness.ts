import { firstError, type LiveChatAuthError } from './errors.js';
import { findSdk, isV1, scriptId, type WidgetSdk } from './widget.js';

/** Where a page remembers that `lcw:ready` has been: it comes once in the page's life. Shared with `core/early`. */
export const readyLatch: unique symbol = Symbol.for('lcw-auth.ready') as never;
type LatchedWindow = Window & { [readyLatch]?: boolean };

/** The SDK without the event for so long means that the event was missed. */
const missedAfter = 3000;

/**
 * Waits for the widget on this window. `onReady` runs inside the `lcw:ready` listener, and again if the event comes again.
 * @param timeout Milliseconds until `onUnavailable` is told; ready after it still counts.
 * @returns What ends the wait.
 */
export function watchReadiness(
  window: LatchedWindow,
  timeout: number,
  onReady: (sdk: WidgetSdk) => void,
  onUnavailable: (error: LiveChatAuthError) => void,
): () => void {
  const { document } = window;
  let hasCome = false;
  let tooLate: ReturnType<typeof setTimeout> | undefined;
  let missed: ReturnType<typeof setTimeout> | undefined;

  function stopWaiting() {
    clearTimeout(tooLate);
    clearTimeout(missed);
  }
  function ready() {
    const sdk = findSdk(window, document);
    // Any frame can forge the event: without an SDK that may be used it says nothing.
    if (!sdk) return;
    // First of all: registration is what the event is for.
    onReady(sdk);
    window[readyLatch] = hasCome = true;
    stopWaiting();
  }
  function giveUp() {
    const script = document.getElementById(scriptId);
    onUnavailable(firstError('widget-not-ready', script ? undefined : 'no script tag'));
  }
  // In the capture phase: a script's error does not bubble, and the tag may be put on the page later.
  function onError({ target }: Event) {
    if ((target as Partial<Element>).id === scriptId) onUnavailable(firstError('widget-script-failed'));
  }

  // v1's own flag tells; elsewhere the latch does, or that the SDK has been here for a while.
  const isLatched = window[readyLatch] || isV1(document);
  if (isLatched) ready();
  window.addEventListener('lcw:ready', ready);
  window.addEventListener('error', onError, true);
  if (!hasCome) tooLate = setTimeout(giveUp, timeout);
  if (!isLatched && findSdk(window, document)) missed = setTimeout(ready, missedAfter);

  return () => {
    stopWaiting();
    window.removeEventListener('lcw:ready', ready);
    window.removeEventListener('error', onError, true);
  };
}
