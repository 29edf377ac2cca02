import { vi } from 'vitest';
import { countRealWork } from '../real-work.js';

/** Time that passes on demand only. It waits for real work such as cryptography and reading bodies. */
export interface FakeTime {
  /** Waits until only timers are pending. */
  settle(): Promise<void>;
  /** Lets `ms` milliseconds pass, one timer after the other. */
  pass(ms: number): Promise<void>;
  /** The device sleeps: its date continues; timers and the monotonic clock stop. */
  sleep(ms: number): void;
  /** Number of pending timers. */
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
      if (Date.now() !== until) throw new Error('More time passed than requested.');
    },
    sleep: (ms) => void vi.setSystemTime(Date.now() + ms),
    timers: () => vi.getTimerCount(),
    restore() {
      vi.useRealTimers();
      restore();
    },
  };
}
