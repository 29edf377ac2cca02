/** The parts of a bot token URL that its hmac covers. */
interface Parts {
  /** Seconds since the epoch. */
  expiry: string;
  /** The key's id. */
  id: string;
  /** The sign-in id. */
  state: string;
}

/** Signs bot token URLs and checks them: .../api/sas/postToken?expiry=&id=&state=&hmac=, in any order. */
export interface BotTokenUrls {
  create(signInId: string, expiry: number): Promise<string>;
  /** The parts, or null where the hmac is not ours or a part is missing. */
  read(url: URL): Promise<Parts | null>;
}

/** @param random From 0 up to 1: the parameters come in an order of its choosing, as users of the real thing have to expect. */
export function createBotTokenUrls(base: string, random: () => number): BotTokenUrls {
  const keyId = crypto.randomUUID();
  let secret: Promise<CryptoKey> | undefined;
  const key = () => (secret ??= crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']));
  const bytes = ({ expiry, id, state }: Parts) => new TextEncoder().encode(`${expiry}\n${id}\n${state}`);
  return {
    async create(signInId, expiry) {
      const parts = { expiry: String(expiry), id: keyId, state: signInId };
      const hmac = toHex(await crypto.subtle.sign('HMAC', await key(), bytes(parts)));
      const url = new URL(base);
      for (const [name, value] of shuffle(Object.entries({ ...parts, hmac }), random)) url.searchParams.append(name, value);
      return url.href;
    },
    async read({ searchParams }) {
      const [expiry, id, state, hmac] = ['expiry', 'id', 'state', 'hmac'].map((name) => searchParams.get(name));
      const mac = fromHex(hmac ?? '');
      if (!expiry || !id || !state || !mac) return null;
      const parts = { expiry, id, state };
      return (await crypto.subtle.verify('HMAC', await key(), mac, bytes(parts))) ? parts : null;
    },
  };
}

function shuffle<Item>(items: Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const toHex = (buffer: ArrayBuffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const fromHex = (text: string): Uint8Array<ArrayBuffer> | null =>
  /^(?:[0-9a-f]{2})+$/.test(text) ? new Uint8Array((text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))) : null;
