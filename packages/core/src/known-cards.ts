import type { BotSsoOutcome } from './state.js';

/** Cards that need no exchange, by sign-in id: for good after a 200, for a moment after another tab's outcome. */
export interface KnownCards {
  find(signInId: string): BotSsoOutcome | null;
  /** @param until In ms. What is known for good stays so. */
  add(signInId: string, outcome: BotSsoOutcome, until?: number): void;
  clear(): void;
}

const most = 200;

export function createKnownCards(): KnownCards {
  const known = new Map<string, { outcome: BotSsoOutcome; until: number }>();
  return {
    find(signInId) {
      const card = known.get(signInId);
      return card && Date.now() < card.until ? card.outcome : null;
    },
    add(signInId, outcome, until = Infinity) {
      if (known.get(signInId)?.until === Infinity) return;
      known.set(signInId, { outcome, until });
      dropOldest(known, most);
    },
    clear: () => known.clear(),
  };
}

/** Keeps a map that is filled in order from growing without end. */
export function dropOldest(map: Map<string, unknown>, mostEntries: number): void {
  const [oldest] = map.keys();
  if (map.size > mostEntries && oldest !== undefined) map.delete(oldest);
}
