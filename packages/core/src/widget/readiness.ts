import { LiveChatAuthError } from '../errors.js';
import { hasFailed, isHeldBack, loadOf, markFailed } from './script-tag.js';
import { findSdk, isV1, scriptId, type WidgetSdk } from './sdk.js';

/** Where a page remembers `lcw:ready`, which the widget raises once per page. Shared with `@lcw-auth/core/early`. */
export const readyLatch: unique symbol = Symbol.for('lcw-auth.ready') as never;
type LatchedWindow = Window & { [readyLatch]?: boolean };

/** After this time an SDK object without the event means that the event was missed, in milliseconds. */
const missedAfter = 3_000;

interface ReadinessListeners {
  /** Called inside the `lcw:ready` listener, and again when the event comes again. `guessed`: the event was missed. */
  onReady(sdk: WidgetSdk, guessed: boolean): void;
  onUnavailable(error: LiveChatAuthError): void;
}

/**
 * Waits for the widget on this window.
 * @param timeout Time until `onUnavailable` is called, in milliseconds. A later `lcw:ready` still counts.
 * @returns A function that ends the wait.
 */
export function watchReadiness(window: LatchedWindow, timeout: number, { onReady, onUnavailable }: ReadinessListeners): () => void {
  const { document } = window;
  let unavailable: ReturnType<typeof setTimeout> | undefined;
  let missed: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  function stopTimers() {
    clearTimeout(unavailable);
    clearTimeout(missed);
  }
  function ready(guessed: boolean): boolean {
    const sdk = findSdk(window, document);
    // Any frame can forge the event: without a usable SDK it means nothing.
    if (!sdk) return false;
    stopTimers();
    // Before anything else: registration is the purpose of the event.
    onReady(sdk, guessed);
    window[readyLatch] = true;
    return true;
  }
  const onReadyEvent = () => void ready(false);
  function giveUp() {
    const script = document.getElementById(scriptId);
    // A consent tool holds the tag back. The time counts from the user's consent.
    if (script && isHeldBack(script)) unavailable = setTimeout(giveUp, timeout);
    else onUnavailable(new LiveChatAuthError('widget-not-ready', { scriptTagMissing: script === null }));
  }
  function scriptFailed() {
    stopTimers();
    onUnavailable(new LiveChatAuthError('widget-script-failed'));
  }
  // In the capture phase, because the error of a script does not bubble and the tag may be inserted later.
  function onError({ target }: Event) {
    if ((target as Partial<Element>).id !== scriptId) return;
    markFailed(target as HTMLElement);
    const load = loadOf(target as HTMLElement);
    // A load that this library follows fails only when `fallbackSrc` has failed too.
    if (load) load.catch(() => isStopped || scriptFailed());
    else scriptFailed();
  }

  window.addEventListener('lcw:ready', onReadyEvent);
  window.addEventListener('error', onError, true);
  // The widget may be ready already: the latch says so, and in v1 the widget's own flag.
  const isLatched = window[readyLatch] === true || isV1(document);
  if (!(isLatched && ready(false))) {
    if (hasFailed(document.getElementById(scriptId))) scriptFailed();
    else unavailable = setTimeout(giveUp, timeout);
    if (!isLatched && findSdk(window, document)) missed = setTimeout(ready, missedAfter, true);
  }

  return () => {
    isStopped = true;
    stopTimers();
    window.removeEventListener('lcw:ready', onReadyEvent);
    window.removeEventListener('error', onError, true);
  };
}
