import { vi } from 'vitest';
import { countRealWork } from '../real-work.js';

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

export function startFakeTime(start: number): FakeTime {
  const { isDone: settle, restore } = countRealWork(globalThis.setImmediate);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'], now: start });

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
      restore();
    },
  };
}
