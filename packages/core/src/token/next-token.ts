import type { AuthTokenWarning, LiveChatAuthError } from '../errors.js';
import type { AuthTokenClaims } from '../state.js';

/** The time on both clocks of the device, in milliseconds. */
export interface Now {
  /** `performance.now()`. It never goes back, but it may stop while the device sleeps. */
  monotonic: number;
  /** `Date.now()`. It includes the time while the device sleeps, but it can be changed. */
  date: number;
}

/** A held token without the JWT itself, which is not part of the state. */
export interface HeldToken {
  claims: AuthTokenClaims;
  warnings: readonly AuthTokenWarning[];
  /** Expiry by the device's date, in milliseconds since the epoch. */
  expiresAt: number;
  /** Expiry by the monotonic clock, in milliseconds. */
  expiresAtMonotonic: number;
  /** Arrival by the monotonic clock, in milliseconds. */
  arrivedAt: number;
}

/** Why the last request brought no token. */
export type Problem = LiveChatAuthError | 'session-ended' | null;

/** The requests to the token endpoint. `failures` is the number of consecutive failed requests. */
export type Fetching = { failures: number; problem: Problem } & (
  | /** The next request is due at `at`, by the monotonic clock. */ { status: 'planned'; at: number }
  | { status: 'requesting' }
  /** An automatic retry cannot help. The next request follows `woken` or the expiry of the held token. */
  | { status: 'stopped' }
);

/** The life of one user's auth token. */
export interface TokenState {
  held: HeldToken | null;
  fetching: Fetching;
  /** The subject of this user's tokens. It is kept after a token expires, so that another user's token is recognised. */
  subject: string | null;
  /** The error that the widget reported about the token. */
  reported: LiveChatAuthError | null;
}

export type TokenEvent =
  | { type: 'request-started' }
  | { type: 'request-aborted' }
  | { type: 'token-arrived'; token: HeldToken; refreshBeforeExpiry: number }
  | { type: 'other-subject-arrived'; error: LiveChatAuthError }
  | { type: 'session-ended' }
  /** `retryAfter`: milliseconds until the next request; null when a retry cannot succeed. */
  | { type: 'request-failed'; error: LiveChatAuthError; retryAfter: number | null; thrown?: unknown }
  | { type: 'expired' }
  /** The page became visible or online, or the app called `retry()`. */
  | { type: 'woken' }
  | { type: 'widget-reported'; error: LiveChatAuthError | null };

/** Shortest time from the arrival of a token to the next planned request, in milliseconds. It limits the requests for short-lived tokens. */
const shortestInterval = 1_000;

/** The state before the first request of a user. */
export const initialToken: TokenState = {
  held: null,
  fetching: { status: 'planned', at: 0, failures: 0, problem: null },
  subject: null,
  reported: null,
};

/** Returns the state after the event: the same object when nothing changes. */
export function nextToken(state: TokenState, event: TokenEvent, now: Now): TokenState {
  const { failures, problem } = state.fetching;
  switch (event.type) {
    case 'request-started':
      return { ...state, fetching: { status: 'requesting', failures, problem } };
    case 'request-aborted':
      return state.fetching.status === 'requesting' ? plan(state, now.monotonic) : state;
    case 'token-arrived': {
      const { token, refreshBeforeExpiry } = event;
      const life = timeLeft(token, now);
      const renewIn = Math.max(life - Math.min(refreshBeforeExpiry, life / 2), shortestInterval);
      return {
        held: token,
        fetching: { status: 'planned', at: token.arrivedAt + renewIn, failures: 0, problem: null },
        subject: token.claims.sub,
        reported: null,
      };
    }
    case 'other-subject-arrived':
      return { ...state, held: null, fetching: { status: 'stopped', failures: failures + 1, problem: event.error } };
    case 'session-ended':
      return { ...state, held: null, fetching: { status: 'stopped', failures: 0, problem: 'session-ended' } };
    case 'request-failed': {
      const failed = { failures: failures + 1, problem: event.error };
      const { retryAfter } = event;
      return {
        ...state,
        fetching: retryAfter === null ? { status: 'stopped', ...failed } : { status: 'planned', at: now.monotonic + retryAfter, ...failed },
      };
    }
    case 'expired': {
      const without = { ...state, held: null };
      const isRequesting = state.fetching.status === 'requesting';
      return isRequesting ? without : plan(without, Math.max(now.monotonic, (state.held?.arrivedAt ?? 0) + shortestInterval));
    }
    case 'woken': {
      const isIdle = state.fetching.status === 'planned' && problem === null && state.reported === null;
      return isIdle || state.fetching.status === 'requesting' ? state : plan(state, now.monotonic);
    }
    case 'widget-reported':
      return state.reported === event.error ? state : { ...state, reported: event.error };
  }
}

const plan = (state: TokenState, at: number): TokenState => {
  const { failures, problem } = state.fetching;
  return { ...state, fetching: { status: 'planned', at, failures, problem } };
};

/** Returns the runner's next step: a request, the expiry of the token, or a wait. */
export function nextStep(state: TokenState, now: Now): { type: 'expire' } | { type: 'request' } | { type: 'wait'; ms: number } {
  const left = state.held ? timeLeft(state.held, now) : Infinity;
  if (left <= 0) return { type: 'expire' };
  if (state.fetching.status !== 'planned') return { type: 'wait', ms: left };
  const wait = state.fetching.at - now.monotonic;
  return wait <= 0 ? { type: 'request' } : { type: 'wait', ms: Math.min(wait, left) };
}

/** Time until the token expires by the first of the two clocks, in milliseconds. */
export const timeLeft = (token: HeldToken, now: Now): number =>
  Math.min(token.expiresAtMonotonic - now.monotonic, token.expiresAt - now.date);
