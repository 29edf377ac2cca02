/** Calls the app's code. Reports an error to the page's error handlers and continues. */
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
 * Calls code of the widget or of another script. Passes an error, also the rejection of a returned promise, to `onError`
 * and continues.
 */
export function ignoreErrors(call: () => unknown, onError: () => void = () => {}): void {
  try {
    void Promise.resolve(call()).catch(onError);
  } catch {
    onError();
  }
}

/** Reads a value from the page. Returns undefined when a getter of another script throws; ignores a promise that rejects. */
export function readOrUndefined<Value>(read: () => Value): Value | undefined {
  try {
    const value = read();
    if (value instanceof Promise) value.catch(() => {});
    return value;
  } catch {
    return undefined;
  }
}
