const asynchronous = ['sign', 'verify', 'importKey', 'exportKey', 'digest', 'generateKey'] as const;
/** Number of consecutive turns of the event loop without real work, after which the work counts as done. */
const quietTurns = 3;

/** Counts real work on other threads (cryptography), which fake time does not control. */
export interface RealWork {
  /** Waits until only timers are pending. */
  isDone(): Promise<void>;
  /** Stops counting. */
  restore(): void;
}

/**
 * Starts to count.
 * @param turn Calls back in the next turn of the event loop, independently of the fake clock.
 */
export function countRealWork(turn: (callback: () => void) => void): RealWork {
  let working = 0;
  for (const name of asynchronous) {
    const real = crypto.subtle[name].bind(crypto.subtle) as (...given: unknown[]) => Promise<unknown>;
    const counted = async (...given: unknown[]) => {
      working += 1;
      try {
        return await real(...given);
      } finally {
        working -= 1;
      }
    };
    Object.defineProperty(crypto.subtle, name, { value: counted, configurable: true });
  }
  return {
    async isDone() {
      for (let quiet = 0; quiet < quietTurns; quiet = working === 0 ? quiet + 1 : 0) await new Promise<void>((resolve) => turn(resolve));
    },
    restore() {
      for (const name of asynchronous) Reflect.deleteProperty(crypto.subtle, name);
    },
  };
}
