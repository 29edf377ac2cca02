import { LiveChatAuthError } from '../errors.js';
import { hasFailed, isHeldBack, loadOf, markFailed } from './script-tag.js';
import { findSdk, isV1, scriptId, type WidgetSdk } from './sdk.js';

/** Window property that records `lcw:ready`, which the widget raises once per page. `@lcw-auth/core/early` uses the same property. */
export const readyLatch: unique symbol = Symbol.for('lcw-auth.ready') as never;
type LatchedWindow = Window & { [readyLatch]?: boolean };

/** When an SDK object exists but the event does not arrive within this time, the event was missed. In milliseconds. */
const missedAfter = 3_000;

interface ReadinessListeners {
  /** Called inside the `lcw:ready` listener, each time the event arrives. `guessed`: the event was missed. */
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
  const listening = new AbortController();
  const { signal } = listening;

  function stopTimers() {
    clearTimeout(unavailable);
    clearTimeout(missed);
  }
  function ready(guessed: boolean): boolean {
    const sdk = findSdk(window, document);
    // Any frame can forge the event. Ignore it when there is no usable SDK.
    if (!sdk) return false;
    stopTimers();
    // Register before doing anything else, because the widget may use the provider directly after the event.
    onReady(sdk, guessed);
    window[readyLatch] = true;
    return true;
  }
  const isTagHeldBack = () => {
    const script = document.getElementById(scriptId);
    return script !== null && isHeldBack(script);
  };
  const awaitReady = () => {
    unavailable = setTimeout(giveUp, timeout, isTagHeldBack());
  };
  /** @param wasHeldBack True when a consent tool held the tag back: the widget has its full time after the user's consent. */
  function giveUp(wasHeldBack: boolean) {
    if (wasHeldBack || isTagHeldBack()) return awaitReady();
    onUnavailable(new LiveChatAuthError('widget-not-ready', { scriptTagMissing: document.getElementById(scriptId) === null }));
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
    if (load) load.catch(() => signal.aborted || scriptFailed());
    else scriptFailed();
  }

  window.addEventListener('lcw:ready', () => ready(false), { signal });
  window.addEventListener('error', onError, { capture: true, signal });
  // The widget may be ready already, according to the latch or, in v1, to the widget's own flag.
  const isLatched = window[readyLatch] === true || isV1(document);
  if (!(isLatched && ready(false))) {
    if (hasFailed(document.getElementById(scriptId))) scriptFailed();
    else awaitReady();
    if (!isLatched && findSdk(window, document)) missed = setTimeout(ready, missedAfter, true);
  }

  return () => {
    listening.abort();
    stopTimers();
  };
}
