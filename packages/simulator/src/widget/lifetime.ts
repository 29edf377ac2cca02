/** From install to uninstall: whatever waits or listens in between ends with it. */
export interface Lifetime {
  readonly ended: boolean;
  /** Calls back at the end; returns what takes that back. */
  onEnd(callback: () => void): () => void;
  /** Milliseconds. Rejects with Uninstalled at the end. */
  wait(ms: number): Promise<void>;
  /** Rejects with Uninstalled at the end, whatever the promise does. */
  during<Value>(promise: Promise<Value>): Promise<Value>;
  /** Calls back after so many milliseconds; returns what takes that back. */
  after(ms: number, callback: () => void): () => void;
  listen(target: EventTarget, type: string, listener: (event: Event) => void): void;
  end(): void;
}

/** The simulator was taken off the page while something was waited for. */
export class Uninstalled extends Error {
  override readonly name = 'Uninstalled';
  constructor() {
    super('The simulated widget was uninstalled meanwhile.');
  }
}

export function createLifetime(): Lifetime {
  const callbacks = new Set<() => void>();
  let ended = false;
  const onEnd = (callback: () => void) => {
    callbacks.add(callback);
    return () => void callbacks.delete(callback);
  };
  const after = (ms: number, callback: () => void) => {
    const stop = () => {
      clearTimeout(timer);
      forget();
    };
    const timer = setTimeout(() => {
      forget();
      callback();
    }, ms);
    const forget = onEnd(() => clearTimeout(timer));
    return stop;
  };
  const during = <Value>(promise: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(new Uninstalled());
      const forget = onEnd(() => reject(new Uninstalled()));
      promise.then(resolve, reject).finally(forget);
    });
  return {
    get ended() {
      return ended;
    },
    onEnd,
    after,
    during,
    wait: (ms) => {
      let stop = () => {};
      const time = new Promise<void>((resolve) => {
        stop = after(ms, resolve);
      });
      return during(time).finally(stop);
    },
    listen(target, type, listener) {
      target.addEventListener(type, listener);
      onEnd(() => target.removeEventListener(type, listener));
    },
    end() {
      ended = true;
      for (const callback of [...callbacks]) callback();
      callbacks.clear();
    },
  };
}
