/** Real turns of the event loop in which nothing may be under way before all counts as done. */
const quietTurns = 3;
/** Not the fake one. */
const turn = setImmediate;
const asynchronous = ['sign', 'verify', 'importKey', 'exportKey', 'digest', 'generateKey'] as const;
let working = 0;

/**
 * Counts, from now on, what the machine does in its own time on other threads while time in a test is fake: cryptography.
 * How many turns of the event loop that takes depends on how busy the machine is. Returns what undoes it.
 */
export function countWork(): () => void {
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
  return () => {
    for (const name of asynchronous) Reflect.deleteProperty(crypto.subtle, name);
  };
}

/** Waits until nothing is under way but timers. */
export async function workIsDone(): Promise<void> {
  for (let quiet = 0; quiet < quietTurns; quiet = working === 0 ? quiet + 1 : 0) await new Promise<void>((resolve) => turn(resolve));
}
