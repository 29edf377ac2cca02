import { QueryClient } from '@tanstack/query-core';
import { askEndpoint } from './ask-endpoint.js';
import type { CheckedToken } from './check-token.js';
import { liveChatAuthError } from './error-of.js';
import { isLiveChatAuthError, type LiveChatAuthError } from './errors.js';
import type { Emit } from './events.js';
import { createOneQuery, type OneQuery } from './one-query.js';
import type { AuthTokenReason, LiveChatAuthOptions } from './options.js';
import type { AuthTokenState, LiveChatAuthState } from './state.js';
import type { Store } from './store.js';
import { tokenTimeout, longestTimer } from './time-limit.js';

interface GetTokenOptions {
  signal?: AbortSignal | undefined;
  force?: boolean | undefined;
  /** Milliseconds. Default: the option `tokenTimeout`. */
  limit?: number;
}

/** Holds the one auth token, in this closure and nowhere else, and keeps it valid. */
export interface AuthTokens {
  /** A token that is valid now, in the same tick; else null. */
  peek(): string | null;
  /** A valid token: held, on its way, or fetched now. Null when there is none in time; the state says why. */
  get(reason: AuthTokenReason, options?: GetTokenOptions): Promise<string | null>;
  /** Is there nobody to have a token? */
  isSignedOut(): boolean;
  /** Another person, or nobody: drops the token and whatever is on its way. */
  setUser(userId: string | null, cause?: 'no-user' | 'signed-out'): void;
  /** Starts keeping the token fresh. */
  start(): void;
  /** Stops, aborts what runs; the token stays for a remount. */
  stop(): void;
  /** The page is visible or online again: makes up for what was missed. */
  wake(): void;
  /** Shows an error that the widget reported, where the endpoint's own does not say more; null takes it back. */
  setError(error: LiveChatAuthError | null): void;
}

interface Surroundings {
  /** Whoever is signed in at first. */
  userId: string | null;
  options(): LiveChatAuthOptions;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  isChatOpen(): boolean;
  isVisible(): boolean;
  /** A token is held now, or no more. */
  onToken(): void;
}

/** A token that counts until the device's date says so, or its life since arrival has gone by: dates can be set back. */
interface HeldToken extends CheckedToken {
  /** On the clock of `performance.now()`. */
  until: number;
}

/** 1, 2, 4 ... 60 seconds, each times 0.5 to 1, so that many pages do not come back at once. */
const backoff = (failures: number): number => Math.min(1000 * 2 ** failures, 60_000) * (0.5 + Math.random() / 2);

export function createAuthTokens({ userId: first, options, store, emit, isChatOpen, isVisible, onToken }: Surroundings): AuthTokens {
  const waiting = new Set<() => void>();
  let privateClient: QueryClient | undefined;
  let userId = first;
  let signedOutCause: 'no-user' | 'signed-out' = 'no-user';
  let held: HeldToken | null = null;
  /** Whose token the endpoint gave for this `userId`: it must not change under us. */
  let subject: string | null = null;
  /** Why there is no newer token. */
  let problem: LiveChatAuthError | 'endpoint-401' | null = null;
  /** The fetch on its way. */
  let run: OneQuery | null = null;
  /** When the next one is due, on the clock of `performance.now()`. */
  let nextTry = 0;
  let failures = 0;
  let isStarted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const timeLeft = (token: HeldToken) => Math.min(token.until - performance.now(), token.expiresAt - Date.now());
  // One clock on the way of an ask: what the other would tell, the timer in `plan` has done.
  const peek = () => (held && Date.now() < held.expiresAt ? held.jwt : null);

  function currentState(): AuthTokenState {
    if (userId === null) return { status: 'signed-out', cause: signedOutCause };
    if (problem === 'endpoint-401') return { status: 'signed-out', cause: problem };
    if (held) return { status: 'valid', expiresAt: held.expiresAt, claims: held.claims, refreshing: run !== null, error: problem };
    return problem ? { status: 'error', error: problem } : { status: 'pending' };
  }

  function show() {
    const authToken = currentState();
    // Waiting again, or signed out as before, is no news.
    if ('error' in authToken || JSON.stringify(authToken) !== JSON.stringify(store.get().authToken)) store.set({ authToken });
  }

  function settleWaiting() {
    for (const settle of [...waiting]) settle();
  }

  function cancel() {
    run?.cancel();
    run = null;
  }

  /** Asks the endpoint, or joins the ask that is on its way. */
  function fetchToken(reason: AuthTokenReason) {
    if (userId === null || run) return;
    const user = userId;
    const client = options().queryClient ?? (privateClient ??= new QueryClient());
    // On its way before it starts: the app's function may ask for a token itself.
    const own = (run = createOneQuery(client));
    show();
    void own
      .fetch((signal) => askEndpoint(options, { userId: user, reason, signal }, isChatOpen))
      .then((end) => {
        if (run !== own) return;
        run = null;
        if ('answer' in end) accept(end.answer, reason);
        else if (isLiveChatAuthError(end.error)) fail(end.error, reason);
        // Somebody cleared or cancelled all that the app's own query client does: that is no answer.
        else fetchToken(reason);
      });
  }

  function accept(token: CheckedToken | null, reason: AuthTokenReason) {
    if (!token) {
      if (problem !== 'endpoint-401') emit({ type: 'signed-out', cause: 'endpoint-401' });
      problem = 'endpoint-401';
      nextTry = Infinity;
      drop();
    } else if (subject !== null && subject !== token.claims.sub) {
      drop();
      return fail(liveChatAuthError('token-subject-changed'), reason);
    } else {
      const now = performance.now();
      const life = token.expiresAt - Date.now();
      held = { ...token, until: now + life };
      subject = token.claims.sub;
      problem = null;
      failures = 0;
      nextTry = now + life - Math.min(options().refreshAhead ?? 60_000, life / 2);
      emit({ type: 'token-fetched', reason, expiresAt: token.expiresAt });
      onToken();
    }
    show();
    settleWaiting();
    plan();
  }

  function fail(error: LiveChatAuthError, reason: AuthTokenReason) {
    problem = error;
    nextTry = error.retryable ? performance.now() + backoff(failures) : Infinity;
    failures += 1;
    emit({ type: 'token-failed', reason, code: error.code });
    show();
    if (!error.retryable) settleWaiting();
    plan();
  }

  function drop() {
    if (!held) return;
    held = null;
    onToken();
  }

  /** Does what is due now, the expiry or a fetch, and sets the timer for what comes next. */
  function plan(reason: AuthTokenReason = 'refresh') {
    clearTimeout(timer);
    if (userId === null || (!isStarted && waiting.size === 0)) return;
    if (held && timeLeft(held) <= 0) {
      nextTry = 0;
      drop();
      show();
    }
    let wait = nextTry - performance.now();
    if (wait <= 0) {
      wait = Infinity;
      // A hidden tab stops trying until it is looked at again, or somebody waits.
      if (failures === 0 || waiting.size > 0 || isVisible()) fetchToken(reason);
    }
    timer = setTimeout(plan, Math.min(wait, held ? timeLeft(held) : wait, longestTimer));
  }

  return {
    peek,
    isSignedOut: () => userId === null || problem === 'endpoint-401',

    get(reason, { signal, force = false, limit = tokenTimeout(options()) } = {}) {
      const jwt = force ? null : peek();
      if (jwt !== null || userId === null || signal?.aborted) return Promise.resolve(jwt);
      return new Promise((resolve) => {
        const settle = () => {
          waiting.delete(settle);
          clearTimeout(tooLate);
          signal?.removeEventListener('abort', settle);
          resolve(peek());
        };
        const tooLate = setTimeout(settle, limit);
        waiting.add(settle);
        signal?.addEventListener('abort', settle);
        fetchToken(reason);
      });
    },

    setUser(next, cause = 'no-user') {
      cancel();
      userId = next;
      subject = problem = null;
      nextTry = failures = 0;
      signedOutCause = cause;
      drop();
      settleWaiting();
      show();
      plan('register');
    },

    start() {
      isStarted = true;
      if (!held) nextTry = 0;
      plan('register');
    },

    stop() {
      isStarted = false;
      clearTimeout(timer);
      cancel();
      settleWaiting();
      show();
    },

    wake() {
      if (problem) nextTry = 0;
      plan();
    },

    setError(error) {
      // The widget's word is the symptom: what the endpoint said is the cause.
      if (problem !== null && !(problem instanceof Error && problem.widgetErrorCode)) return;
      problem = error;
      show();
    },
  };
}
