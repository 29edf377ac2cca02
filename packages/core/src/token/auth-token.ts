import type { LiveChatAuthError } from '../errors.js';
import type { AuthTokenReason, Emit } from '../events.js';
import { activeUserId, keptUserId, type Identity } from '../identity/identity.js';
import type { LiveChatAuthOptions } from '../options.js';
import type { AuthTokenState, LiveChatAuthState } from '../state.js';
import type { Store } from '../store.js';
import { tokenTimeout } from '../time-limits.js';
import type { TokenEvent, TokenState } from './next-token.js';
import { requestToken } from './request-token.js';
import { createTokenRunner, type RequestEnd } from './token-runner.js';

interface GetOptions {
  signal?: AbortSignal | undefined;
  /** True fetches a new token and settles when that request has ended. */
  force?: boolean | undefined;
  /** Time limit in milliseconds. Default: the option `tokenTimeout`. */
  limit?: number;
}

/** The auth token of the user who is signed in. */
export interface AuthToken {
  /** Returns the token when it is valid now and belongs to the active user. */
  peek(): string | null;
  /** Resolves to a valid token, fetched if necessary; to null when there is none in time. The state says why. */
  get(reason: AuthTokenReason, options?: GetOptions): Promise<string | null>;
  /** True when no request can bring a token: no active user, or the endpoint says that the session has ended. */
  isSignedOut(): boolean;
  /** A user has left: discards the token and aborts the pending request, before anything calls the widget. */
  discard(): void;
  /** The identity changed: shows the new state, and fetches the token of a new user. */
  identityChanged(): void;
  /** Starts to keep the token fresh. */
  start(): void;
  /** Stops, and aborts the running request. The token stays for a remount. */
  stop(): void;
  /** The page is visible or online again, or the app called `retry()`: retries what failed. */
  wake(): void;
  /** Shows an error that the widget reported; null withdraws it. */
  report(error: LiveChatAuthError | null): void;
}

interface AuthTokenDependencies {
  identity(): Identity;
  options(): LiveChatAuthOptions;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  isChatOpen(): boolean;
  isVisible(): boolean;
  /** Called when a token arrived or was discarded. */
  onHeldChange(): void;
}

export function createAuthToken({ identity, options, store, emit, isChatOpen, isVisible, onHeldChange }: AuthTokenDependencies): AuthToken {
  const waiting = new Set<(end: RequestEnd | null) => void>();
  let isStarted = false;

  const runner = createTokenRunner<AuthTokenReason>({
    refreshReason: 'refresh',
    refreshBeforeExpiry: () => options().refreshBeforeExpiry ?? 60_000,
    isActive: () => activeUserId(identity()) !== null && (isStarted || waiting.size > 0),
    mayRetry: () => waiting.size > 0 || isVisible(),
    fetch: async (reason, signal) => {
      const userId = keptUserId(identity());
      if (userId === null) return { type: 'aborted' };
      return requestToken(options(), { userId, reason, signal }, isChatOpen);
    },
    onTransition(before, event, reason) {
      const after = runner.state();
      store.transaction(() => {
        report(before, event, reason);
        publish();
        if (before.held !== after.held) onHeldChange();
      });
    },
    onRequestEnd(end) {
      for (const settle of [...waiting]) settle(end);
    },
  });

  /** Emits what an app's telemetry wants to know about a transition. */
  function report(before: TokenState, event: TokenEvent, reason: AuthTokenReason) {
    if (event.type === 'token-arrived') {
      emit({ type: 'token-fetched', reason, expiresAt: event.token.expiresAt });
      if (event.token.warnings.length > 0) emit({ type: 'token-warning', warnings: event.token.warnings });
    }
    if (event.type === 'request-failed' || event.type === 'other-subject-arrived')
      emit({ type: 'token-failed', reason, code: event.error.code }, event);
    if (event.type === 'session-ended' && before.fetching.problem !== 'session-ended') emit({ type: 'signed-out', cause: 'session-ended' });
  }

  const publish = () => store.set({ authToken: toAuthTokenState(identity(), runner.state()) });
  const peek = () => (activeUserId(identity()) === null ? null : runner.peek());
  const isSignedOut = () => activeUserId(identity()) === null || runner.state().fetching.problem === 'session-ended';

  return {
    peek,
    isSignedOut,

    get(reason, { signal, force = false, limit = tokenTimeout(options()) } = {}) {
      const jwt = force ? null : peek();
      if (jwt !== null || activeUserId(identity()) === null || signal?.aborted) return Promise.resolve(jwt);
      return new Promise((resolve) => {
        const settle = () => {
          waiting.delete(onEnd);
          clearTimeout(timer);
          signal?.removeEventListener('abort', settle);
          resolve(peek());
        };
        // A failed request is repeated while the widget waits. Who asked for a new token learns about the first request.
        const onEnd = (end: RequestEnd | null) => {
          if (force || end?.type !== 'failed' || !end.error.retryable) settle();
        };
        const timer = setTimeout(settle, limit);
        waiting.add(onEnd);
        signal?.addEventListener('abort', settle);
        runner.request(reason);
      });
    },

    discard() {
      runner.reset();
      for (const settle of [...waiting]) settle(null);
    },

    identityChanged() {
      publish();
      runner.run('register');
    },

    start() {
      isStarted = true;
      publish();
      if (!runner.state().held) runner.dispatch({ type: 'woken' });
      runner.run('register');
    },

    stop() {
      isStarted = false;
      runner.stop();
      for (const settle of [...waiting]) settle(null);
    },

    wake() {
      runner.dispatch({ type: 'woken' });
      runner.run('refresh');
    },

    report(error) {
      runner.dispatch({ type: 'widget-reported', error });
    },
  };
}

/** Returns what a page may know of the token. */
export function toAuthTokenState(identity: Identity, { held, fetching, reported }: TokenState): AuthTokenState {
  if (identity.status === 'unknown') return { status: 'pending' };
  if (identity.status === 'anonymous') return { status: 'signed-out', cause: 'no-user' };
  if (identity.status === 'signed-out') return { status: 'signed-out', cause: 'signed-out' };
  if (fetching.problem === 'session-ended') return { status: 'signed-out', cause: 'session-ended' };
  // The endpoint's own error is the cause; what the widget reports is the symptom.
  const error = fetching.problem ?? reported;
  if (!held) return error ? { status: 'error', error } : { status: 'pending' };
  const { claims, expiresAt, warnings } = held;
  return { status: 'valid', expiresAt, claims, refreshing: fetching.status === 'requesting', error, warnings };
}
