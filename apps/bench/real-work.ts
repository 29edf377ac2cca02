const asynchronous = ['sign', 'verify', 'importKey', 'exportKey', 'digest', 'generateKey'] as const;
/** Turns of the event loop in which nothing may be under way before all counts as done. */
const quietTurns = 3;

/** What the machine does in its own time on other threads while time is fake: cryptography. */
export interface RealWork {
  /** Waits until nothing is under way but timers. */
  isDone(): Promise<void>;
  /** Counts no longer. */
  restore(): void;
}

/**
 * Counts from now on.
 * @param turn Calls back in a turn of the event loop that no fake clock holds back.
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
