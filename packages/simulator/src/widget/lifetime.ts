/** The time from install to uninstall. All timers, listeners and waits of a widget end with it. */
export interface Lifetime {
  readonly ended: boolean;
  /** Calls back at the end. Returns a function that cancels the callback. */
  onEnd(callback: () => void): () => void;
  /** Waits for that many milliseconds. Rejects with Uninstalled at the end. */
  wait(ms: number): Promise<void>;
  /** Settles as the promise does, or rejects with Uninstalled at the end. */
  during<Value>(promise: Promise<Value>): Promise<Value>;
  /** Calls back after that many milliseconds. Returns a function that cancels the callback. */
  after(ms: number, callback: () => void): () => void;
  /** Adds an event listener until the end. */
  listen(target: EventTarget, type: string, listener: (event: Event) => void): void;
  /** Ends the lifetime. */
  end(): void;
}

/** The error of a call that still waits when the simulator is removed from the page. */
export class Uninstalled extends Error {
  /** Always 'Uninstalled'. */
  override readonly name = 'Uninstalled';
  constructor() {
    super('The simulated widget was uninstalled before the call finished.');
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
      cancel();
    };
    const timer = setTimeout(() => {
      cancel();
      callback();
    }, ms);
    const cancel = onEnd(() => clearTimeout(timer));
    return stop;
  };
  const during = <Value>(promise: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(new Uninstalled());
      const cancel = onEnd(() => reject(new Uninstalled()));
      promise.then(resolve, reject).finally(cancel);
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
    /** Adds an event listener until the end. */
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
