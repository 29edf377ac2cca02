/** The time in which the client works with the page: from the first `connect()` until each caller has disconnected. */
export interface Connection {
  isOpen(): boolean;
  /** Aborts when the connection ends. Aborted already while there is none. */
  signal(): AbortSignal;
  /** Opens the connection, unless it is open. Returns a function that ends this caller's part of it. */
  connect(): () => void;
}

/**
 * @param onOpen Called when the connection opens.
 * @param onEnd Called when the connection has ended.
 */
export function createConnection(onOpen: (signal: AbortSignal) => void, onEnd: () => void): Connection {
  let controller: AbortController | null = null;
  const callers = new Set<symbol>();

  function open() {
    controller = new AbortController();
    onOpen(controller.signal);
  }

  function endUnlessUsed() {
    if (callers.size > 0 || !controller) return;
    controller.abort();
    controller = null;
    onEnd();
  }

  return {
    isOpen: () => controller !== null,
    signal: () => controller?.signal ?? AbortSignal.abort(),
    connect() {
      const caller = Symbol('caller');
      callers.add(caller);
      if (!controller) open();
      return () => {
        // StrictMode, hot updates and a remount connect again in the same task. The client then stays connected.
        if (callers.delete(caller)) queueMicrotask(endUnlessUsed);
      };
    },
  };
}
