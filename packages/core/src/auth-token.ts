import { QueryClient } from '@tanstack/query-core';
import { checkToken, type CheckedToken } from './check-token.js';
import { isLiveChatAuthError, LiveChatAuthError } from './errors.js';
import type { Emit } from './events.js';
import type { AuthTokenReason, LiveChatAuthOptions } from './options.js';
import type { AuthTokenState, LiveChatAuthState } from './state.js';
import type { Store } from './store.js';
import { sleep, withTimeLimit } from './time-limit.js';

/** Holds the one auth token, in this closure and nowhere else, and keeps it valid. */
export interface AuthTokens {
  /** A token that is valid now, in the same tick; else null. */
  peek(): string | null;
  /** A valid token: held, on its way, or fetched now. Null when there is none in time; the state says why. */
  get(reason: AuthTokenReason, options?: { signal?: AbortSignal | undefined; force?: boolean | undefined }): Promise<string | null>;
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
  options(): LiveChatAuthOptions;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  isChatOpen(): boolean;
  /** A token is held now, or no more. */
  onToken(): void;
}

/** A token that counts until the device's date says so, or its life since arrival has gone by: dates can be set back. */
interface HeldToken extends CheckedToken {
  /** On the clock of `performance.now()`. */
  until: number;
  /** Milliseconds before the end at which a new one is fetched. */
  refreshAhead: number;
}

/** One fetch with its tries. */
interface Run {
  /** The endpoint is being asked now; else the next try is being waited for. */
  isAsking: boolean;
  cancel(): void;
}

/** The widget allows 10 seconds; one is left for the way. */
export const defaultTokenTimeout = 9_000;
const longestTimer = 2 ** 31 - 1;

/** 1, 2, 4 ... 60 seconds, each times 0.5 to 1, so that many pages do not come back at once. */
const backoff = (failures: number): number => Math.min(1000 * 2 ** failures, 60_000) * (0.5 + Math.random() / 2);

export function createAuthTokens({ options, store, emit, isChatOpen, onToken }: Surroundings): AuthTokens {
  const waiting = new Set<() => void>();
  let privateClient: QueryClient | undefined;
  let { userId } = store.get();
  let signedOutCause: 'no-user' | 'signed-out' = 'no-user';
  let held: HeldToken | null = null;
  /** Whose token the endpoint gave for this `userId`: it must not change under us. */
  let subject: string | null = null;
  /** Why there is no newer token. */
  let problem: LiveChatAuthError | 'endpoint-401' | null = null;
  let run: Run | null = null;
  let isStarted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const timeout = () => options().tokenTimeout ?? defaultTokenTimeout;
  const timeLeft = (token: HeldToken) => Math.min(token.until - performance.now(), token.expiresAt - Date.now());
  const peek = () => (held && timeLeft(held) > 0 ? held.jwt : null);

  function currentState(): AuthTokenState {
    if (userId === null) return { status: 'signed-out', cause: signedOutCause };
    if (problem === 'endpoint-401') return { status: 'signed-out', cause: problem };
    if (held)
      return { status: 'valid', expiresAt: held.expiresAt, claims: held.claims, refreshing: run?.isAsking === true, error: problem };
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

  /** Starts a fetch, or joins the one that is asking the endpoint; one that only waits to try again starts over. */
  function fetchToken(reason: AuthTokenReason) {
    if (userId === null || run?.isAsking) return;
    cancel();
    const client = options().queryClient ?? (privateClient ??= new QueryClient());
    const queryKey = ['lcw-auth', Math.random()];
    const own: Run = { isAsking: true, cancel: () => void client.cancelQueries({ queryKey }, { silent: true }) };
    run = own;
    void client
      .fetchQuery({
        queryKey,
        queryFn: ({ signal }) => ask(own, reason, signal),
        retry: (_failures, error) => isLiveChatAuthError(error) && error.retryable,
        retryDelay: backoff,
        // Offline is the endpoint's answer to give: paused before it started, a fetch would never meet its deadline.
        networkMode: 'always',
        staleTime: 0,
        gcTime: 0,
      })
      .then(
        () => true,
        // Somebody cleared or cancelled all that the app's own query client does: that is no answer.
        (error: unknown) => isLiveChatAuthError(error),
      )
      .then((isAnswered) => {
        if (run !== own) return;
        run = null;
        if (isAnswered) settleWaiting();
        else fetchToken(reason);
      });
  }

  /** One try. What the query caches is nothing: the token stays in this file. */
  async function ask(own: Run, reason: AuthTokenReason, signal: AbortSignal): Promise<null> {
    const user = userId!;
    const once = () =>
      withTimeLimit(
        timeout(),
        signal,
        () => new LiveChatAuthError('token-timeout'),
        (limited) => options().getAuthToken({ userId: user, reason, signal: limited }),
      );
    own.isAsking = true;
    show();
    try {
      let jwt = await once();
      // A 401 in the middle of a chat may be a hiccup of the session: it costs a customer their chat, so ask twice.
      if (jwt === null && isChatOpen()) {
        await sleep(1000, signal);
        jwt = await once();
      }
      const token = jwt === null ? null : checkToken(jwt, Date.now());
      if (run !== own) return null;
      if (token && subject !== null && subject !== token.claims.sub) {
        drop();
        throw new LiveChatAuthError('token-subject-changed');
      }
      own.isAsking = false;
      if (token) accept(token, reason);
      else signedOutByEndpoint();
      return null;
    } catch (error) {
      // The app's own error may quote a token, so nothing of it is kept.
      const failure = isLiveChatAuthError(error) ? error : new LiveChatAuthError('token-fetch-failed');
      if (run === own) {
        own.isAsking = false;
        problem = failure;
        emit({ type: 'token-failed', reason, code: failure.code });
        show();
      }
      throw failure;
    }
  }

  function accept(token: CheckedToken, reason: AuthTokenReason) {
    const life = token.expiresAt - Date.now();
    held = { ...token, until: performance.now() + life, refreshAhead: Math.min(options().refreshAhead ?? 60_000, life / 2) };
    subject = token.claims.sub;
    problem = null;
    plan();
    show();
    emit({ type: 'token-fetched', reason, expiresAt: token.expiresAt });
    onToken();
    settleWaiting();
  }

  function drop() {
    clearTimeout(timer);
    if (!held) return;
    held = null;
    onToken();
  }

  function signedOutByEndpoint() {
    drop();
    if (problem !== 'endpoint-401') emit({ type: 'signed-out', cause: 'endpoint-401' });
    problem = 'endpoint-401';
    show();
  }

  /** Does what is due now, a refresh or the expiry, and sets the timer for what comes next. */
  function plan() {
    clearTimeout(timer);
    if (!held || !isStarted) return;
    const left = timeLeft(held);
    const { refreshAhead } = held;
    if (left <= 0) {
      drop();
      show();
    } else timer = setTimeout(plan, Math.min(left > refreshAhead ? left - refreshAhead : left, longestTimer));
    if (left <= refreshAhead) fetchToken('refresh');
  }

  return {
    peek,

    get(reason, { signal, force = false } = {}) {
      const jwt = force ? null : peek();
      if (jwt !== null || userId === null || signal?.aborted) return Promise.resolve(jwt);
      fetchToken(reason);
      return new Promise((resolve) => {
        const settle = () => {
          waiting.delete(settle);
          clearTimeout(limit);
          signal?.removeEventListener('abort', settle);
          resolve(peek());
        };
        const limit = setTimeout(settle, timeout());
        waiting.add(settle);
        signal?.addEventListener('abort', settle);
      });
    },

    setUser(next, cause = 'no-user') {
      cancel();
      userId = next;
      subject = null;
      problem = null;
      signedOutCause = cause;
      drop();
      settleWaiting();
      show();
      if (isStarted) fetchToken('register');
    },

    start() {
      isStarted = true;
      plan();
      if (!held) fetchToken('register');
    },

    stop() {
      isStarted = false;
      clearTimeout(timer);
      cancel();
      settleWaiting();
      show();
    },

    wake() {
      if (!isStarted) return;
      plan();
      if (!held || problem) fetchToken('refresh');
    },

    setError(error) {
      // The widget's word is the symptom: what the endpoint said is the cause.
      if (problem !== null && !(problem instanceof Error && problem.widgetErrorCode)) return;
      problem = error;
      show();
    },
  };
}
