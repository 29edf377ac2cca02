/** The part of an ECMAScript observable that Web Chat uses. */
export interface Observable<Value> {
  subscribe(observer: Observer<Value> | ((value: Value) => void)): { unsubscribe(): void };
}

interface Observer<Value> {
  next?(value: Value): void;
  complete?(): void;
}

/** Emits each value of the list to each subscriber, in later turns; then completes when `complete` is true. */
export function observableOf<Value>(values: readonly Value[], complete: boolean): Observable<Value> {
  return observable((observer) => {
    let open = true;
    void Promise.resolve().then(() => {
      for (const value of values) if (open) observer.next(value);
      if (open && complete) observer.complete();
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
