import type { LiveChatAuthError } from '../errors.js';
import type { AuthTokenClaims, AuthTokenWarning } from '../state.js';

/** The time on both clocks of the device, in milliseconds. */
export interface Now {
  /** `performance.now()`: never set back, but it may stop while the device sleeps. */
  monotonic: number;
  /** `Date.now()`: counts while the device sleeps, but it can be set. */
  date: number;
}

/** What is known of a held token. The JWT itself is not part of the state. */
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

/** What happens with the token endpoint. */
export type Fetching =
  /** The next request is due at `at`, by the monotonic clock. */
  | { status: 'planned'; at: number; failures: number; error: LiveChatAuthError | null }
  | { status: 'requesting'; failures: number; error: LiveChatAuthError | null }
  /** The endpoint's answer cannot change by itself: no request until `wake`. */
  | { status: 'stopped'; failures: number; error: LiveChatAuthError }
  /** The endpoint says that no user is signed in: no request until `wake`. */
  | { status: 'session-ended' };

/** The life of one user's auth token. */
export interface TokenState {
  held: HeldToken | null;
  fetching: Fetching;
  /** The subject of this user's tokens. It stays when a token expires, so that a different user's token is recognised. */
  subject: string | null;
  /** What the widget reported about the token. */
  reported: LiveChatAuthError | null;
}

export type TokenEvent =
  | { type: 'request-started' }
  | { type: 'request-aborted' }
  | { type: 'token-arrived'; token: HeldToken; refreshBeforeExpiry: number }
  | { type: 'other-subject-arrived'; error: LiveChatAuthError }
  | { type: 'session-ended' }
  /** `retryAfter`: milliseconds until the next request; null when a retry cannot succeed. */
  | { type: 'request-failed'; error: LiveChatAuthError; retryAfter: number | null }
  | { type: 'expired' }
  /** The page became visible or online, or the app called `retry()`. */
  | { type: 'woken' }
  | { type: 'widget-reported'; error: LiveChatAuthError | null };

/** Time between the arrival of a token and the next planned request, in milliseconds: a short-lived token must not flood the endpoint. */
const shortestInterval = 1_000;

/** The state before the first request of a user. */
export const initialToken: TokenState = {
  held: null,
  fetching: { status: 'planned', at: 0, failures: 0, error: null },
  subject: null,
  reported: null,
};

/** Returns the state after the event. */
export function nextToken(state: TokenState, event: TokenEvent, now: Now): TokenState {
  const { fetching } = state;
  switch (event.type) {
    case 'request-started':
      return { ...state, fetching: { status: 'requesting', failures: failuresOf(fetching), error: errorOf(fetching) } };
    case 'request-aborted':
      return fetching.status === 'requesting' ? { ...state, fetching: { ...fetching, status: 'planned', at: now.monotonic } } : state;
    case 'token-arrived': {
      const { token, refreshBeforeExpiry } = event;
      const life = timeLeft(token, now);
      const renewIn = Math.max(life - Math.min(refreshBeforeExpiry, life / 2), shortestInterval);
      return {
        held: token,
        fetching: { status: 'planned', at: token.arrivedAt + renewIn, failures: 0, error: null },
        subject: token.claims.sub,
        reported: null,
      };
    }
    case 'other-subject-arrived':
      return { ...state, held: null, fetching: { status: 'stopped', failures: failuresOf(fetching) + 1, error: event.error } };
    case 'session-ended':
      return { ...state, held: null, fetching: { status: 'session-ended' } };
    case 'request-failed': {
      const failures = failuresOf(fetching) + 1;
      const { error, retryAfter } = event;
      return {
        ...state,
        fetching:
          retryAfter === null
            ? { status: 'stopped', failures, error }
            : { status: 'planned', at: now.monotonic + retryAfter, failures, error },
      };
    }
    case 'expired':
      return { ...state, held: null, fetching: fetching.status === 'planned' ? { ...fetching, at: replacementTime(state, now) } : fetching };
    case 'woken':
      return needsWaking(state) ? { ...state, fetching: { ...planned(fetching), at: now.monotonic } } : state;
    case 'widget-reported':
      return { ...state, reported: event.error };
  }
}

/** What the runner does next: a request, or a wait until something is due. */
export function nextStep(state: TokenState, now: Now): { type: 'expire' } | { type: 'request' } | { type: 'wait'; ms: number } {
  const left = state.held ? timeLeft(state.held, now) : Infinity;
  if (left <= 0) return { type: 'expire' };
  if (state.fetching.status !== 'planned') return { type: 'wait', ms: left };
  const wait = state.fetching.at - now.monotonic;
  return wait <= 0 ? { type: 'request' } : { type: 'wait', ms: Math.min(wait, left) };
}

/** Time until the token ends, in milliseconds: it ends when either clock says so. */
export const timeLeft = (token: HeldToken, now: Now): number =>
  Math.min(token.expiresAtMonotonic - now.monotonic, token.expiresAt - now.date);

/** Number of failed requests in a row. */
export const failuresOf = (fetching: Fetching): number => (fetching.status === 'session-ended' ? 0 : fetching.failures);

/** Why the last request failed. */
export const errorOf = (fetching: Fetching): LiveChatAuthError | null => (fetching.status === 'session-ended' ? null : fetching.error);

const replacementTime = ({ held }: TokenState, now: Now) => Math.max(now.monotonic, (held?.arrivedAt ?? 0) + shortestInterval);

const needsWaking = ({ fetching, reported }: TokenState) =>
  fetching.status !== 'requesting' && (fetching.status !== 'planned' || fetching.error !== null || reported !== null);

const planned = (fetching: Fetching) => ({ status: 'planned' as const, failures: failuresOf(fetching), error: errorOf(fetching) });
