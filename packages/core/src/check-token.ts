import { decodeJwt, decodeProtectedHeader } from 'jose';
import { liveChatAuthError } from './error-of.js';
import type { AuthTokenClaims } from './state.js';

/** A token that may be handed over until `expiresAt`. */
export interface CheckedToken {
  jwt: string;
  /** Milliseconds since the epoch, by the device's clock. */
  expiresAt: number;
  claims: AuthTokenClaims;
}

/** Milliseconds. */
const shortestLife = 5000;
/** The widget reads a date of 13 digits as milliseconds; so do we. */
const inSeconds = (date: number): number => (date > 1e11 ? date / 1000 : date);

/**
 * Checks a token the moment it arrives, so that no ask has to: three parts, RS256, `iss iat exp sub`, not expired,
 * `lwicontexts` a string of primitives. The signature is Omnichannel's to check.
 * @param arrivedAt Milliseconds since the epoch, by the device's clock.
 * @param endpointDate The `Date` of the endpoint's response in milliseconds, where it is known: tells which clock is wrong.
 * @throws LiveChatAuthError that names the claim.
 */
export function checkToken(jwt: unknown, arrivedAt: number, endpointDate = NaN): CheckedToken {
  const { header, payload } = decode(jwt);
  if (header.alg !== 'RS256') throw liveChatAuthError('token-algorithm');

  for (const name of ['iss', 'sub'] as const) {
    if (typeof payload[name] !== 'string' || payload[name] === '') throw liveChatAuthError('token-claim', name);
  }
  for (const name of ['iat', 'exp'] as const) {
    if (!Number.isFinite(payload[name])) throw liveChatAuthError('token-claim', name);
  }
  const [iss, sub, iat, exp] = [payload.iss!, payload.sub!, inSeconds(payload.iat!), inSeconds(payload.exp!)];

  const context = readContext(payload['lwicontexts'] === undefined ? '{}' : payload['lwicontexts']);

  // A device whose clock is slow would take `exp` for later than it is: the token's own life counted from arrival bounds it.
  const life = (exp - iat) * 1000;
  const left = Math.min(exp * 1000 - arrivedAt, life);
  // With only moments left it is as good as expired, and renewing such tokens one after the other would hammer the endpoint.
  if (!(left > Math.min(life / 10, shortestLife)))
    throw liveChatAuthError('token-expired', whoseClock(exp * 1000, arrivedAt, endpointDate));
  return { jwt: jwt as string, expiresAt: arrivedAt + left, claims: { iss, sub, iat, exp, contextVariables: Object.keys(context) } };
}

/** The limits of names and values are `checkContext`'s, where tokens are made. Here: a string of primitives. */
function readContext(lwicontexts: unknown): object {
  let context: unknown;
  try {
    context = typeof lwicontexts === 'string' && JSON.parse(lwicontexts);
  } catch {
    // Not JSON: no object.
  }
  if (Object(context) !== context || Array.isArray(context))
    throw liveChatAuthError('token-context', 'it must be a string of JSON, of an object');
  const found = Object.entries(context as object).find(([, value]) => Object(value) === value);
  if (found) throw liveChatAuthError('token-context', `${JSON.stringify(found[0].slice(0, 40))} is not primitive`);
  return context as object;
}

function decode(jwt: unknown) {
  // A value that only turns into a JWT when made a string is no JWT.
  if (typeof jwt === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt)) {
    try {
      return { header: decodeProtectedHeader(jwt), payload: decodeJwt(jwt) };
    } catch {
      // Falls through: the decoder's own message may quote the token.
    }
  }
  throw liveChatAuthError('token-malformed');
}

function whoseClock(expiresAt: number, arrivedAt: number, endpointDate: number): string | undefined {
  if (Number.isNaN(endpointDate)) return undefined;
  return expiresAt > endpointDate
    ? `this device's clock is ${Math.round((arrivedAt - endpointDate) / 1000)} s ahead of the endpoint's`
    : "it was expired by the endpoint's own clock";
}
