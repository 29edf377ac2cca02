/** Calls the app's code. An error goes to the page's error handlers and does not stop the library. */
export function reportErrors(call: () => void): void {
  try {
    call();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

/**
 * Calls code of the widget or of another script. An error, also one in a returned promise, is passed to `onError`
 * and does not stop the library.
 */
export function ignoreErrors(call: () => unknown, onError: () => void = () => {}): void {
  try {
    void Promise.resolve(call()).catch(onError);
  } catch {
    onError();
  }
}

/** Reads a value from the page, where a getter of another script may throw. */
export function readSafely<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
