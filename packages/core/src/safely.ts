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
