import { decodeJwt, decodeProtectedHeader } from 'jose';
import { isGuid } from '../claims.js';
import { isWebPage } from '../endpoint.js';
import { LiveChatAuthError, type AuthTokenWarning } from '../errors.js';
import type { AuthTokenClaims } from '../state.js';
import { readContext } from './read-context.js';

/** A token that the widget may receive. */
export interface CheckedToken {
  jwt: string;
  /** Time until the token expires, in milliseconds, counted from its arrival. */
  lifetime: number;
  claims: AuthTokenClaims;
  warnings: readonly AuthTokenWarning[];
}

/** Remaining time below which a token counts as expired, in milliseconds; for short-lived tokens, a tenth of the lifetime. */
const shortestLife = 5_000;

/**
 * Checks a token once, on arrival. Refuses a token that cannot work. Warns about a token that Omnichannel may reject.
 * Does not verify the signature, which Omnichannel does.
 * @param answer What the app's function returned. White space around the token is removed.
 * @param arrivedAt Time of arrival by the device's clock, in milliseconds since the epoch.
 * @param clockOffset How far the endpoint's clock is ahead of the device's, in milliseconds; null when it is not known.
 * @throws LiveChatAuthError that names the reason.
 */
export function checkToken(answer: unknown, arrivedAt: number, clockOffset: number | null): CheckedToken {
  const { jwt, algorithm, payload } = decode(answer);
  const warnings: AuthTokenWarning[] = [];
  const warn = (code: AuthTokenWarning['code'], message: string) => warnings.push({ code, message });

  if (algorithm === undefined || /^(none)?$/i.test(algorithm)) throw new LiveChatAuthError('token-unsigned');
  if (/^HS/i.test(algorithm)) throw new LiveChatAuthError('token-algorithm', { algorithm });
  if (algorithm !== 'RS256')
    warn('algorithm', 'The token is not signed with RS256. Microsoft documents RS256 only, so Omnichannel may reject it.');

  const { sub, iss } = payload as { sub: unknown; iss: unknown };
  if (typeof sub !== 'string' || sub === '') throw new LiveChatAuthError('token-claim', { claim: 'sub' });
  const exp = readDate(payload.exp);
  if (exp === null) throw new LiveChatAuthError('token-claim', { claim: 'exp' });
  for (const claim of ['exp', 'iat'] as const) {
    const value: unknown = payload[claim];
    const isMilliseconds = typeof value === 'number' && value >= firstMilliseconds;
    if (typeof value === 'string' || isMilliseconds)
      warn(
        'claim-type',
        `The claim ${claim} is ${isMilliseconds ? 'in milliseconds' : 'text'}. The standard requires a number of seconds.`,
      );
  }
  if (!isGuid(sub))
    warn('subject-format', 'The claim sub is not a GUID. Omnichannel links a record only when sub is the GUID of a contact or an account.');
  if (iss === undefined) warn('claim-missing', 'The token has no claim iss, which Microsoft documents as required.');
  else if (typeof iss !== 'string' || iss === '') warn('claim-type', 'The claim iss is empty or not text.');
  const iat = readDate(payload.iat);
  if (iat === null) warn('claim-missing', 'The token has no valid claim iat, which Microsoft documents as required.');

  const serverNow = arrivedAt + (clockOffset ?? 0);
  const lifetime = timeLeft(exp, iat, serverNow);
  if (iat !== null && iat * 1000 > serverNow + 60_000) {
    const clock = clockOffset === null ? "device's clock" : 'clock of the token endpoint';
    warn('issued-in-future', `The claim iat is in the future according to the ${clock}. If it is right, Omnichannel may reject the token.`);
  }
  const { names, warnings: contextWarnings } = readContext((payload as { lwicontexts?: unknown }).lwicontexts);
  if (lifetime === null) {
    const deviceClockAhead = clockOffset === null ? undefined : Math.round(-clockOffset / 1000);
    throw new LiveChatAuthError('token-expired', { deviceClockAhead });
  }
  // packages/core/docs/widget-facts.md, "When the widget requests a token".
  if (exp * 1000 < arrivedAt)
    warn(
      'device-clock',
      "The token has expired according to the device's clock, which is wrong. Version 2 of the widget trusts that clock and reports error 4. A longer lifetime of the token helps.",
    );
  const claims = { sub, exp, iss: typeof iss === 'string' ? iss : undefined, iat: iat ?? undefined, contextVariables: names };
  return { jwt, lifetime, claims, warnings: [...warnings, ...contextWarnings] };
}

/** Compares two subjects: letter case does not matter in a GUID. */
export const isSameSubject = (a: string, b: string): boolean => a === b || (isGuid(a) && a.toLowerCase() === b.toLowerCase());

/**
 * Returns the time until the token expires, in milliseconds; null when it has expired. The result is at most `exp - iat`,
 * so that a slow device clock does not extend it. An `iat` that is not before `exp` says nothing about the lifetime.
 */
function timeLeft(exp: number, iat: number | null, now: number): number | null {
  const life = iat === null || iat >= exp ? Infinity : (exp - iat) * 1000;
  const left = Math.min(exp * 1000 - now, life);
  return left > Math.min(life / 10, shortestLife) ? left : null;
}

/** Dates from this number on are milliseconds: as seconds, the number would be in the year 33658. */
const firstMilliseconds = 1e12;

/** Reads a date claim as seconds. Accepts text, and 13 digits as milliseconds, as the widget does. */
function readDate(claim: unknown): number | null {
  const date = typeof claim === 'string' && /^\d+(\.\d+)?$/.test(claim) ? Number(claim) : claim;
  if (typeof date !== 'number' || !Number.isFinite(date)) return null;
  return date >= firstMilliseconds ? date / 1000 : date;
}

function decode(answer: unknown): { jwt: string; algorithm: string | undefined; payload: ReturnType<typeof decodeJwt> } {
  if (typeof answer !== 'string') throw new LiveChatAuthError('token-wrong-type', { received: typeName(answer) });
  // A widget that receives a token with a line end works, because the browser removes white space around a header's value.
  const jwt = answer.trim();
  if (jwt === '') throw new LiveChatAuthError('token-empty');
  if (isWebPage(jwt)) throw new LiveChatAuthError('token-web-page', { length: jwt.length });
  // An unsigned token has an empty third part.
  if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(jwt)) {
    try {
      const { alg } = decodeProtectedHeader(jwt);
      const algorithm = jwt.endsWith('.') ? 'none' : typeof alg === 'string' ? alg : undefined;
      return { jwt, algorithm, payload: decodeJwt(jwt) };
    } catch {
      // The decoder's own message may quote the token.
    }
  }
  const isEncrypted = /^[\w-]+(\.[\w-]*){4}$/.test(jwt);
  const isCode = !jwt.includes('.') && /^[\w\-+/=~]{20,}$/.test(jwt);
  throw new LiveChatAuthError('token-malformed', {
    length: jwt.length,
    received: isEncrypted ? 'encrypted-jwt' : isCode ? 'authorization-code' : undefined,
  });
}

function typeName(value: unknown) {
  if (typeof Response !== 'undefined' && value instanceof Response) return 'response';
  const type = typeof value;
  return type === 'undefined' || type === 'number' || type === 'boolean' || type === 'function' ? type : 'object';
}
