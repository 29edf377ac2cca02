import { vi } from 'vitest';

/** Waits in real time until the check passes. The limit is long enough for a busy computer. */
export const eventually = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 10 });
