import { LiveChatAuthError } from './errors.js';
import { findSdk, isV1, isV1Ready, scriptId, type WidgetSdk } from './widget.js';

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
  let isReady = false;
  let missed: ReturnType<typeof setTimeout> | undefined;
  const script = window.document.getElementById(scriptId);

  const tooLate = setTimeout(() => onUnavailable(new LiveChatAuthError('widget-not-ready', script ? undefined : 'no script tag')), timeout);

  function ready() {
    const sdk = findSdk(window);
    // Any frame can forge the event: without an SDK it says nothing.
    if (!sdk) return;
    isReady = true;
    clearTimeout(tooLate);
    clearTimeout(missed);
    onReady(sdk);
  }
  function onEvent() {
    window[readyLatch] = true;
    ready();
  }
  const onScriptError = () => isReady || onUnavailable(new LiveChatAuthError('widget-script-failed'));

  window.addEventListener('lcw:ready', onEvent);
  script?.addEventListener('error', onScriptError);

  if (isV1(window) ? isV1Ready(window) || window[readyLatch] : window[readyLatch]) ready();
  // In v1 the SDK object is there before it may be used, so there only its flag tells.
  else if (findSdk(window)) missed = setTimeout(() => (!isV1(window) || isV1Ready(window)) && ready(), missedAfter);

  return () => {
    clearTimeout(tooLate);
    clearTimeout(missed);
    window.removeEventListener('lcw:ready', onEvent);
    script?.removeEventListener('error', onScriptError);
  };
}
