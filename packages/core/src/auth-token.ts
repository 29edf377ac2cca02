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
  /** Shows an error that the widget reported, beside a token that is held; null takes the widget's error back. */
  setError(error: LiveChatAuthError | null): void;
}

interface Surroundings {
  options(): LiveChatAuthOptions;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  isChatOpen(): boolean;
  /** A new token is held, or none any more. */
  onToken(jwt: string | null): void;
}

const defaultRefreshAhead = 60_000;
/** The widget allows 10 seconds; one is left for the way. */
export const defaultTokenTimeout = 9_000;
const longestTimer = 2 ** 31 - 1;

/** 1, 2, 4 ... 60 seconds, each times 0.5 to 1, so that many pages do not come back at once. */
const backoff = (failures: number): number => Math.min(1000 * 2 ** failures, 60_000) * (0.5 + Math.random() / 2);

export function createAuthTokens({ options, store, emit, isChatOpen, onToken }: Surroundings): AuthTokens {
  const instance = Math.random().toString(36).slice(2);
  const waiting = new Set<() => void>();
  let privateClient: QueryClient | undefined;
  let mounted: QueryClient | undefined;
  let userId = store.get().userId;
  let signedOutCause: 'no-user' | 'signed-out' = 'no-user';
  let held: (CheckedToken & { refreshAt: number }) | null = null;
  /** Whose token the endpoint gave for this `userId`: it must not change under us. */
  let subject: string | null = null;
  let lastError: LiveChatAuthError | null = null;
  let endpointSaid401 = false;
  /** Counts people: what an earlier one's request brings is dropped. */
  let generation = 0;
  let query: { key: readonly unknown[]; client: QueryClient } | null = null;
  let isAsking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const client = () => options().queryClient ?? (privateClient ??= new QueryClient());
  const timeout = () => options().tokenTimeout ?? defaultTokenTimeout;
  const peek = () => (held !== null && Date.now() < held.expiresAt ? held.jwt : null);

  function currentState(): AuthTokenState {
    if (userId === null) return { status: 'signed-out', cause: signedOutCause };
    if (held) return { status: 'valid', expiresAt: held.expiresAt, claims: held.claims, refreshing: isAsking, error: lastError };
    if (lastError) return { status: 'error', error: lastError };
    return endpointSaid401 ? { status: 'signed-out', cause: 'endpoint-401' } : { status: 'pending' };
  }

  function show() {
    const next = currentState();
    const shown = store.get().authToken;
    // Waiting again, or signed out as before, is no news.
    if (next.status === 'valid' || next.status === 'error' || JSON.stringify(next) !== JSON.stringify(shown))
      store.set({ authToken: next });
  }

  function settleWaiting() {
    for (const settle of [...waiting]) settle();
  }

  function cancel() {
    const running = query;
    query = null;
    isAsking = false;
    if (running) void running.client.cancelQueries({ queryKey: running.key, exact: true }, { silent: true });
  }

  /** Starts a fetch, or joins the one that is asking the endpoint; one that is only waiting to try again starts over. */
  function fetchToken(reason: AuthTokenReason) {
    if (userId === null || isAsking) return;
    cancel();
    const of = generation;
    const run = { client: client(), key: ['lcw-auth', 'auth-token', instance, Math.random()] };
    query = run;
    const isCurrent = () => query === run && generation === of;
    run.client
      .fetchQuery({
        queryKey: run.key,
        queryFn: ({ signal }) => ask(reason, signal, isCurrent),
        retry: (_failures, error) => isLiveChatAuthError(error) && error.retryable,
        retryDelay: backoff,
        // Offline is the endpoint's answer to give: paused before it started, a fetch would never meet its deadline.
        networkMode: 'always',
        staleTime: 0,
        gcTime: 0,
      })
      .catch((error: unknown) => {
        if (!isCurrent() || isLiveChatAuthError(error) || held) return;
        // Somebody cleared the app's own query client: that is no answer, so ask again.
        timer = setTimeout(() => fetchToken(reason), 1000);
      })
      .finally(() => {
        if (!isCurrent()) return;
        query = null;
        isAsking = false;
        settleWaiting();
      });
  }

  /** One try. What the query caches is only the expiry: the token stays in this file. */
  async function ask(reason: AuthTokenReason, signal: AbortSignal, isCurrent: () => boolean): Promise<number | null> {
    const user = userId!;
    const once = () =>
      withTimeLimit(
        timeout(),
        signal,
        () => new LiveChatAuthError('token-timeout'),
        (limited) => options().getAuthToken({ userId: user, reason, signal: limited }),
      );
    isAsking = true;
    show();
    try {
      let jwt = await once();
      // A 401 in the middle of a chat may be a hiccup of the session: it costs a customer their chat, so ask twice.
      if (jwt === null && isChatOpen()) {
        await sleep(1000, signal);
        jwt = await once();
      }
      if (!isCurrent()) return null;
      isAsking = false;
      if (jwt === null) {
        signedOutByEndpoint();
        return null;
      }
      const token = checkToken(jwt, Date.now());
      if (subject !== null && subject !== token.claims.sub) throw new LiveChatAuthError('token-subject-changed');
      accept(token, reason);
      return token.expiresAt;
    } catch (error) {
      // The app's own error may quote a token, so nothing of it is kept.
      const failure = isLiveChatAuthError(error) ? error : new LiveChatAuthError('token-fetch-failed');
      if (isCurrent()) {
        isAsking = false;
        lastError = failure;
        endpointSaid401 = false;
        if (failure.code === 'token-subject-changed') drop();
        emit({ type: 'token-failed', reason, code: failure.code });
        show();
      }
      throw failure;
    }
  }

  function accept(token: CheckedToken, reason: AuthTokenReason) {
    const life = token.expiresAt - Date.now();
    held = { ...token, refreshAt: token.expiresAt - Math.min(options().refreshAhead ?? defaultRefreshAhead, life / 2) };
    subject = token.claims.sub;
    lastError = null;
    endpointSaid401 = false;
    plan();
    show();
    emit({ type: 'token-fetched', reason, expiresAt: token.expiresAt });
    onToken(token.jwt);
    settleWaiting();
  }

  function drop() {
    clearTimeout(timer);
    if (!held) return;
    held = null;
    onToken(null);
  }

  function signedOutByEndpoint() {
    drop();
    lastError = null;
    if (!endpointSaid401) emit({ type: 'signed-out', cause: 'endpoint-401' });
    endpointSaid401 = true;
    show();
  }

  /** Does what is due now, a refresh or the expiry, and sets the timer for what comes next. */
  function plan() {
    clearTimeout(timer);
    if (!held || !mounted) return;
    const now = Date.now();
    const { refreshAt, expiresAt } = held;
    if (now >= expiresAt) {
      drop();
      show();
      fetchToken('refresh');
      return;
    }
    if (now >= refreshAt) fetchToken('refresh');
    timer = setTimeout(plan, Math.min((now < refreshAt ? refreshAt : expiresAt) - now, longestTimer));
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
      generation += 1;
      cancel();
      userId = next;
      subject = null;
      lastError = null;
      endpointSaid401 = false;
      signedOutCause = cause;
      drop();
      settleWaiting();
      show();
      if (mounted) fetchToken('register');
    },

    start() {
      if (mounted) return;
      // Mounted, the client resumes paused retries when the page is visible again.
      mounted = client();
      mounted.mount();
      if (peek() !== null) plan();
      else fetchToken('register');
    },

    stop() {
      mounted?.unmount();
      mounted = undefined;
      clearTimeout(timer);
      cancel();
      settleWaiting();
    },

    wake() {
      if (!mounted || userId === null) return;
      if (!held || lastError) fetchToken('refresh');
      else plan();
    },

    setError(error) {
      // A chat that starts takes back only what the widget said, not what the endpoint did.
      if (error || lastError?.widgetErrorCode) lastError = error;
      show();
    },
  };
}
