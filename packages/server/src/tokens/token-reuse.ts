import type { AuthToken } from './auth-token.js';
import { systemClock } from '../keys/clock.js';

/** Tokens that may be returned again to the same user. */
export interface TokenReuse {
  /**
   * Returns a token with these claims that this key signed. A cached token is used in the first half of its lifetime. After that,
   * `create` makes a new one.
   */
  get(claims: Record<string, unknown>, kid: string, create: () => Promise<AuthToken>): Promise<AuthToken>;
}

/** A token in the cache. Callers that come while it is being signed share it. */
interface CachedToken {
  kid: string;
  /** When it was created, on the wall clock and on the monotonic clock. */
  wall: number;
  monotonic: number;
  token: Promise<AuthToken>;
}

/**
 * Keeps the tokens of the most recent users in memory.
 * @param limit Number of tokens. Beyond it, the token that was requested the longest time ago is dropped.
 * @param lifetime Lifetime of a token in milliseconds.
 */
export function createTokenReuse(limit: number, lifetime: number): TokenReuse {
  const cached = new Map<string, CachedToken>();
  const isYoung = (age: number): boolean => age >= 0 && age < lifetime / 2;

  return {
    async get(claims, kid, create) {
      // The key contains everything that the token will say about the user, so two users can never share a token.
      const key = JSON.stringify(claims);
      const [wall, monotonic] = [systemClock.wall(), systemClock.monotonic()];
      const known = cached.get(key);
      // Both clocks must agree: after a change of the date, the dates in the token are wrong.
      const isUsable = known?.kid === kid && isYoung(wall - known.wall) && isYoung(monotonic - known.monotonic);
      const entry = isUsable ? known : { kid, wall, monotonic, token: create() };
      // A Map keeps the order of insertion, so its first key is the one that was requested the longest time ago.
      cached.delete(key);
      cached.set(key, entry);
      const [oldest] = cached.size > limit ? cached.keys() : [];
      if (oldest !== undefined) cached.delete(oldest);
      try {
        return await entry.token;
      } catch (error) {
        if (cached.get(key) === entry) cached.delete(key);
        throw error;
      }
    },
  };
}
