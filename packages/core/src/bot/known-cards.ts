import type { BotSsoOutcome } from '../state.js';

/** Remembers outcomes of cards by sign-in id: permanently after a 200, and for a short time after another tab's outcome. */
export interface KnownCards {
  find(signInId: string): BotSsoOutcome | null;
  /** @param until A time of the monotonic clock, in milliseconds. A permanent outcome is never replaced. */
  add(signInId: string, outcome: BotSsoOutcome, until?: number): void;
  clear(): void;
}

const maxCards = 200;

export function createKnownCards(): KnownCards {
  const known = new Map<string, { outcome: BotSsoOutcome; until: number }>();
  return {
    find(signInId) {
      const card = known.get(signInId);
      return card && performance.now() < card.until ? card.outcome : null;
    },
    add(signInId, outcome, until = Infinity) {
      if (known.get(signInId)?.until === Infinity) return;
      known.set(signInId, { outcome, until });
      const [oldest] = known.keys();
      if (known.size > maxCards) known.delete(oldest!);
    },
    clear: () => known.clear(),
  };
}
