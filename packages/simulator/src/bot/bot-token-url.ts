/** The readable parts of a bot token URL. */
interface Parts {
  /** Seconds since the epoch. */
  expiry: number;
  /** The sign-in id. */
  state: string;
}

/** Creates bot token URLs and recognises them: .../api/sas/postToken?expiry=&id=&state=&hmac=, in any order. */
export interface BotTokenUrls {
  create(parts: Parts): string;
  /** Returns the parts. Null: the URL was created elsewhere, or has been changed. */
  read(url: URL): Parts | null;
}

/** Number of URLs that are remembered. */
const limit = 1_000;

/**
 * The hmac is a random number that is stored, not computed, so that creating a URL is synchronous. A stored number proves as well as
 * a computed one that this service created the URL.
 * @param random Returns a number from 0 up to 1. It decides the order of the parameters, which varies in the real service too.
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
