import { afterAll } from 'vitest';

/**
 * Restores the window after a test file, because the test files of a worker share one window. Removes the remaining listeners,
 * elements, stored items and properties of the library.
 */
export function restoreWindow(): void {
  const forgetWindow = recordListeners(window, () => true);
  // React and user-event add other listeners to the document once, and need them as long as the document exists.
  const forgetDocument = recordListeners(document, (type) => type === 'visibilitychange');
  afterAll(() => {
    forgetWindow();
    forgetDocument();
    for (const mark of Object.getOwnPropertySymbols(window)) {
      if (Symbol.keyFor(mark)?.startsWith('lcw-auth.')) Reflect.deleteProperty(window, mark);
    }
    document.head.replaceChildren();
    document.body.replaceChildren();
    localStorage.clear();
    sessionStorage.clear();
  });
}

/** Records the listeners that are added to a target. Returns a function that removes the remaining ones and stops recording. */
function recordListeners(target: EventTarget, isRecorded: (type: string) => boolean): () => void {
  const { addEventListener, removeEventListener } = target;
  const left = new Map<string, Parameters<EventTarget['addEventListener']>[]>();
  const others = (type: string, listener: unknown, options?: boolean | AddEventListenerOptions) =>
    (left.get(type) ?? []).filter((args) => args[1] !== listener || isCapturing(args[2]) !== isCapturing(options));
  target.addEventListener = (type, listener, options) => {
    if (isRecorded(type)) left.set(type, [...others(type, listener, options), [type, listener, options]]);
    addEventListener.call(target, type, listener, options);
  };
  target.removeEventListener = (type, listener, options) => {
    left.set(type, others(type, listener, options));
    removeEventListener.call(target, type, listener, options);
  };
  return () => {
    for (const args of [...left.values()].flat()) removeEventListener.apply(target, args);
    Object.assign(target, { addEventListener, removeEventListener });
  };
}

const isCapturing = (options: boolean | AddEventListenerOptions | undefined): boolean =>
  typeof options === 'object' ? options.capture === true : options === true;
