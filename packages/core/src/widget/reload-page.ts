/** Key in the tab's session storage: the time of the last reload by this library. */
const key = 'lcw-auth.reloaded-at';
/** A tab reloads at most once in this time, in milliseconds, so that a wrong `userId` cannot make it reload for ever. */
const shortestInterval = 30_000;
/** How long the page waits for the chat to close before it reloads, in milliseconds. */
const closeTimeout = 2_000;

/** Records a reload. Returns false when the tab must not reload, because it reloaded recently or has no session storage. */
export function mayReload(window: Window): boolean {
  try {
    const last = Number(window.sessionStorage.getItem(key) ?? -Infinity);
    const now = Date.now();
    if (Math.abs(now - last) < shortestInterval) return false;
    window.sessionStorage.setItem(key, String(now));
    return true;
  } catch {
    return false;
  }
}

/** Reloads the page when the chat has closed, or after two seconds. */
export function reloadWhenClosed(window: Window, isChatOpen: () => boolean, subscribe: (listener: () => void) => () => void): void {
  const { location } = window;
  if (!isChatOpen()) return location.reload();
  const end = () => {
    clearTimeout(timer);
    unsubscribe();
    location.reload();
  };
  const timer = setTimeout(end, closeTimeout);
  const unsubscribe = subscribe(() => isChatOpen() || end());
}
