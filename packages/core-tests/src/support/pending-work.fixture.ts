/** Number of turns of the event loop without running work, after which all work counts as done. */
const quietTurns = 3;
/** The real timer, because tests replace it. */
const nextTurn = setImmediate;
const asynchronous = ['sign', 'verify', 'importKey', 'exportKey', 'digest', 'generateKey'] as const;
let working = 0;

/**
 * Counts cryptography that runs on other threads while the time of a test is fake. Its duration depends on the load of
 * the machine. Returns a function that ends the count.
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

/** Waits until only timers are left. */
export async function workIsDone(): Promise<void> {
  for (let quiet = 0; quiet < quietTurns; quiet = working === 0 ? quiet + 1 : 0) await new Promise<void>((resolve) => nextTurn(resolve));
}
