import { act } from '@testing-library/react';
import { vi } from 'vitest';

// Kept before a test replaces it with fake time.
const { setTimeout: realSetTimeout } = globalThis;

/**
 * Advances fake and real time in small steps until the check passes. The simulated Omnichannel verifies signatures, which takes
 * real time. Each step is one act(), because React 18 updates the page only at its end.
 */
export async function eventually(check: () => void): Promise<void> {
  for (let steps = 500; ; steps -= 1) {
    await act(async () => {
      await vi.advanceTimersByTimeAsync(10);
      await new Promise((resolve) => realSetTimeout(resolve, 10));
    });
    try {
      return check();
    } catch (error) {
      if (steps === 0) throw error;
    }
  }
}
