/** What a bot token URL says. */
interface Parts {
  /** Seconds since the epoch. */
  expiry: number;
  /** The sign-in id. */
  state: string;
}

/** Makes bot token URLs and knows them again: .../api/sas/postToken?expiry=&id=&state=&hmac=, in any order. */
export interface BotTokenUrls {
  create(parts: Parts): string;
  /** The parts, or null where the URL is not one of ours, as it was made. */
  read(url: URL): Parts | null;
}

/** URLs remembered: the oldest are forgotten beyond that. */
const limit = 1_000;

/**
 * The hmac is a random number kept here rather than computed, so that a URL costs no waiting; it proves the same.
 * @param random From 0 up to 1: the parameters come in an order of its choosing, as users of the real thing have to expect.
 */
export function createBotTokenUrls(base: string, random: () => number): BotTokenUrls {
  const id = crypto.randomUUID();
  const made = new Map<string, Parts>();
  return {
    create(parts) {
      const hmac = crypto.randomUUID().replaceAll('-', '') + crypto.randomUUID().replaceAll('-', '');
      made.set(hmac, parts);
      const [oldest] = made.keys();
      if (made.size > limit && oldest !== undefined) made.delete(oldest);
      const url = new URL(base);
      const { expiry, state } = parts;
      for (const [name, value] of shuffle(Object.entries({ expiry: String(expiry), id, state, hmac }), random)) {
        url.searchParams.append(name, value);
      }
      return url.href;
    },
    read({ searchParams }) {
      const parts = made.get(searchParams.get('hmac') ?? '');
      const isIntact =
        parts !== undefined &&
        searchParams.get('id') === id &&
        searchParams.get('state') === parts.state &&
        searchParams.get('expiry') === String(parts.expiry);
      return isIntact ? parts : null;
    },
  };
}

function shuffle<Item>(items: Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
