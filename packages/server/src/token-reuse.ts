import type { AuthToken } from './auth-token.js';

/** Tokens that may be given once more to the same user. */
export interface TokenReuse {
  /** The token with these claims, signed by this key: one in the first half of its life, or a fresh one from `make`. */
  get(claims: Record<string, unknown>, kid: string, make: () => Promise<AuthToken>): Promise<AuthToken>;
}

/** What is kept of a token. Callers that come while it is being signed share it. */
interface Kept {
  kid: string;
  freshUntil: number;
  token: Promise<AuthToken>;
}

/**
 * Keeps the tokens of the users who asked last, in memory alone.
 * @param limit How many; beyond it the one that was asked for longest ago goes first.
 * @param lifetime Milliseconds that a token lives.
 */
export function createTokenReuse(limit: number, lifetime: number): TokenReuse {
  const kept = new Map<string, Kept>();

  return {
    async get(claims, kid, make) {
      // Whatever the token will say of the user is in its key, so no two users can share one.
      const key = JSON.stringify(claims);
      const now = Date.now();
      const known = kept.get(key);
      const usable = known !== undefined && known.kid === kid && now < known.freshUntil;
      const entry = usable ? known : { kid, freshUntil: now + lifetime / 2, token: make() };
      // A Map keeps the order of insertion, so the first key is the one that was asked for longest ago.
      kept.delete(key);
      kept.set(key, entry);
      const [oldest] = kept.size > limit ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      try {
        return await entry.token;
      } catch (error) {
        if (kept.get(key) === entry) kept.delete(key);
        throw error;
      }
    },
  };
}
