/** The part of an ECMAScript observable that Web Chat uses. */
export interface Observable<Value> {
  subscribe(observer: Observer<Value> | ((value: Value) => void)): { unsubscribe(): void };
}

interface Observer<Value> {
  next?(value: Value): void;
  complete?(): void;
}

/** Emits the connection's statuses 1 and 2 and stays open. Calls `onOnline` after each 2. */
export function connectionStatus(onOnline: () => void): Observable<number> {
  return observable((observer) => {
    let open = true;
    void Promise.resolve().then(() => {
      for (const status of [1, 2]) if (open) observer.next(status);
      if (open) onOnline();
    });
    return () => void (open = false);
  });
}

/** Emits what the promise resolves to, and completes. */
export function observableFrom<Value>(promise: Promise<Value>): Observable<Value> {
  return observable((observer) => {
    let open = true;
    void promise.then((value) => {
      if (open) observer.next(value);
      if (open) observer.complete();
    });
    return () => void (open = false);
  });
}

function observable<Value>(start: (observer: Required<Observer<Value>>) => () => void): Observable<Value> {
  return {
    subscribe(given) {
      const { next, complete }: Observer<Value> = typeof given === 'function' ? { next: given } : given;
      const stop = start({ next: (value) => next?.call(given, value), complete: () => complete?.call(given) });
      return { unsubscribe: stop };
    },
  };
}
