import { afterEach, beforeEach, vi } from 'vitest';

export const hour = 3_600_000;

/** Stops the date and the monotonic clock in each test of the file that calls this. Timers keep running. */
export function onFakeDate(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_800_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** Lets time pass on both clocks. */
export function pass(milliseconds: number): void {
  vi.advanceTimersByTime(milliseconds);
}

/** Sets the date forwards or backwards while the monotonic clock stands still, as an administrator or NTP does. */
export function setDateBy(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}
