import { vi } from 'vitest';

/** Time that passes only when it is told to; cryptography and bodies, which the machine does in its own time, are waited for. */
export interface FakeTime {
  /** Waits until nothing is under way but timers. */
  settle(): Promise<void>;
  /** Lets that many milliseconds pass, one timer after the other. */
  pass(ms: number): Promise<void>;
  /** The device sleeps: the clock goes on, timers do not. */
  sleep(ms: number): void;
  /** Timers that still wait. */
  timers(): number;
  restore(): void;
}

const asynchronous = ['sign', 'verify', 'importKey', 'exportKey', 'digest', 'generateKey'] as const;
/** Turns of the real event loop in which nothing may happen before things count as settled. */
const quietTurns = 3;

export function startFakeTime(start: number): FakeTime {
  const turn = globalThis.setImmediate;
  let working = 0;
  const spies = asynchronous.map((name) => {
    const real = crypto.subtle[name].bind(crypto.subtle) as (...given: unknown[]) => Promise<unknown>;
    const counted = async (...given: unknown[]) => {
      working += 1;
      try {
        return await real(...given);
      } finally {
        working -= 1;
      }
    };
    return vi.spyOn(crypto.subtle, name).mockImplementation(counted as never);
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: start });

  async function settle() {
    for (let quiet = 0; quiet < quietTurns; quiet = working === 0 ? quiet + 1 : 0) await new Promise<void>((resolve) => turn(resolve));
  }

  return {
    settle,
    async pass(ms) {
      await settle();
      const until = Date.now() + ms;
      let reached = false;
      setTimeout(() => (reached = true), ms);
      while (!reached) {
        vi.advanceTimersToNextTimer();
        await settle();
      }
      if (Date.now() !== until) throw new Error('Time passed by more than it was told to.');
    },
    sleep: (ms) => void vi.setSystemTime(Date.now() + ms),
    timers: () => vi.getTimerCount(),
    restore() {
      vi.useRealTimers();
      for (const spy of spies) spy.mockRestore();
    },
  };
}
