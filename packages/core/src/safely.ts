/** Calls the app's own code: what it throws reaches the page's error handlers, and breaks nobody else. */
export function safely(call: () => void): void {
  try {
    call();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

/** Calls the widget's callback: what that throws is the widget's own trouble; it has its answer. */
export function quietly(call: () => void): void {
  try {
    call();
  } catch {
    // See above.
  }
}
