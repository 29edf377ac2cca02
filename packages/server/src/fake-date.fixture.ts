import { afterEach, beforeEach, vi } from 'vitest';

export const hour = 3_600_000;

/** The date stands still in each test of the file that calls this, until it is told to pass. Timers go on. */
export function onFakeDate(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export function pass(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}
