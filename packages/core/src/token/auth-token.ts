import type { LiveChatAuthError } from '../errors.js';
import type { AuthTokenReason, Emit } from '../events.js';
import { activeUserId, keptUserId, type Identity } from '../identity/identity.js';
import type { IdentityStore } from '../identity/identity-store.js';
import type { LiveChatAuthOptions } from '../options.js';
import type { AuthTokenState, LiveChatAuthState } from '../state.js';
import type { Store } from '../store.js';
import { tokenTimeout, withTimeLimit } from '../time-limits.js';
import type { TokenEvent, TokenState } from './next-token.js';
import { requestToken } from './request-token.js';
import { createTokenRunner, type RequestEnd } from './token-runner.js';

interface GetOptions {
  signal?: AbortSignal | undefined;
  /** True fetches a new token and settles when that request has ended. */
  force?: boolean | undefined;
}

/** The auth token of the user who is signed in. */
export interface AuthToken {
  /** Returns the token when it is valid now and belongs to the active user. */
  peek(): string | null;
  /** Resolves to a valid token and fetches one if necessary. Resolves to null after `tokenTimeout`; the state has the reason. */
  get(reason: AuthTokenReason, options?: GetOptions): Promise<string | null>;
  /** True when no user is signed in, or when the endpoint reported that the session has ended. */
  isSignedOut(): boolean;
  /** Discards the token of a user who left and aborts the pending request. Call it before any call of the widget. */
  discard(): void;
  /** Publishes the state for the new identity and fetches the token of a new user. */
  identityChanged(): void;
  /** Starts to fetch and refresh the token. Call it when the client has connected. */
  start(): void;
  /** Stops the refresh and aborts the pending request. Keeps the token for a remount. Call it when the client has disconnected. */
  stop(): void;
  /** Retries a failed request. Called when the page becomes visible or online, or when the app calls `retry()`. */
  wake(): void;
  /** Publishes an error that the widget reported; null removes it. */
  report(error: LiveChatAuthError | null): void;
}

interface AuthTokenDependencies {
  identity: IdentityStore;
  options(): LiveChatAuthOptions;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  isConnected(): boolean;
  isChatOpen(): boolean;
  isVisible(): boolean;
  /** Called when a token arrived or was discarded. */
  onHeldChange(): void;
}

export function createAuthToken(dependencies: AuthTokenDependencies): AuthToken {
  const { identity, options, store, emit, isConnected, isChatOpen, isVisible, onHeldChange } = dependencies;
  const waiting = new Set<(end: RequestEnd | null) => void>();

  const runner = createTokenRunner<AuthTokenReason>({
    refreshReason: 'refresh',
    refreshBeforeExpiry: () => options().refreshBeforeExpiry ?? 60_000,
    isActive: () => activeUserId(identity.get()) !== null && (isConnected() || waiting.size > 0),
    mayRetry: () => waiting.size > 0 || isVisible(),
    fetch: async (reason, signal) => {
      const userId = keptUserId(identity.get());
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

  /** Emits the events of a transition. */
  function report(before: TokenState, event: TokenEvent, reason: AuthTokenReason) {
    if (event.type === 'token-arrived') {
      emit({ type: 'token-fetched', reason, expiresAt: event.token.expiresAt });
      if (event.token.warnings.length > 0) emit({ type: 'token-warning', warnings: event.token.warnings });
    }
    if (event.type === 'request-failed' || event.type === 'other-subject-arrived')
      emit({ type: 'token-failed', reason, code: event.error.code }, event);
    if (event.type === 'session-ended' && before.fetching.problem !== 'session-ended') emit({ type: 'signed-out', cause: 'session-ended' });
  }

  const publish = () => store.set({ authToken: toAuthTokenState(identity.get(), runner.state()) });
  const peek = () => (activeUserId(identity.get()) === null ? null : runner.peek());

  /** Resolves when a token is held, when the request has brought none, or when the signal aborts. */
  function whenFetched(reason: AuthTokenReason, signal: AbortSignal, force: boolean): Promise<void> {
    if (activeUserId(identity.get()) === null || (!force && peek() !== null)) return Promise.resolve();
    return new Promise((resolve) => {
      const settle = () => {
        waiting.delete(onEnd);
        signal.removeEventListener('abort', settle);
        resolve();
      };
      // While the widget waits, a failed request is retried. A forced request ends with its first result.
      const onEnd = (end: RequestEnd | null) => {
        if (force || end?.type !== 'failed' || !end.error.retryable) settle();
      };
      waiting.add(onEnd);
      signal.addEventListener('abort', settle);
      runner.request(reason);
    });
  }

  return {
    peek,

    isSignedOut() {
      const { status } = identity.get();
      return status === 'anonymous' || status === 'signed-out' || runner.state().fetching.problem === 'session-ended';
    },

    async get(reason, { signal = new AbortController().signal, force = false } = {}) {
      if (signal.aborted) return force ? null : peek();
      const requestedBy = keptUserId(identity.get());
      const hasLeft = () => requestedBy !== null && requestedBy !== keptUserId(identity.get());
      const isUnknown = () => identity.get().status === 'unknown';
      const wait = async (inTime: AbortSignal) => {
        for (let isForced = force; ; isForced = false) {
          if (isUnknown()) await identity.whenKnown(inTime);
          if (hasLeft()) return;
          await whenFetched(reason, inTime, isForced);
          // The session may have become unknown during the request. The widget receives the token when the same user is known again.
          if (!isUnknown() || hasLeft()) return;
        }
      };
      if (force || peek() === null) await withTimeLimit(tokenTimeout(options()), signal, () => new Error(), wait).catch(() => {});
      return hasLeft() ? null : peek();
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
      publish();
      if (!runner.state().held) runner.dispatch({ type: 'woken' });
      runner.run('register');
    },

    stop() {
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

/** Returns the public state of the token. */
export function toAuthTokenState(identity: Identity, { held, fetching, reported }: TokenState): AuthTokenState {
  if (identity.status === 'unknown') return { status: 'pending' };
  if (identity.status === 'anonymous') return { status: 'signed-out', cause: 'no-user' };
  if (identity.status === 'signed-out') return { status: 'signed-out', cause: 'signed-out' };
  if (fetching.problem === 'session-ended') return { status: 'signed-out', cause: 'session-ended' };
  // The endpoint's error is the cause. The widget's report is a consequence.
  const error = fetching.problem ?? reported;
  if (!held) return error ? { status: 'error', error } : { status: 'pending' };
  const { claims, expiresAt, warnings } = held;
  return { status: 'valid', expiresAt, claims, refreshing: fetching.status === 'requesting', error, warnings };
}
