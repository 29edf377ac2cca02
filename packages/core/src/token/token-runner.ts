import { LiveChatAuthError } from '../errors.js';
import { longestTimer } from '../time-limits.js';
import { isSameSubject, type CheckedToken } from './check-token.js';
import { initialToken, nextStep, nextToken, timeLeft, type Now, type TokenEvent, type TokenState } from './next-token.js';

/** How one request ended. */
export type RequestEnd =
  | { type: 'token'; token: CheckedToken }
  | { type: 'session-ended' }
  /** `thrown`: what the app's own function threw. */
  | { type: 'failed'; error: LiveChatAuthError; thrown?: unknown }
  | { type: 'aborted' };

/** Keeps one auth token valid, with one timer and one request at a time. Holds the JWT in this closure only. */
export interface TokenRunner<Reason> {
  state(): TokenState;
  /** Returns the JWT when it is valid now. */
  peek(): string | null;
  /** Starts a request, unless one runs. */
  request(reason: Reason): void;
  dispatch(event: TokenEvent): void;
  /** Runs the step that is due and sets the timer for the next step. */
  run(reason: Reason): void;
  /** Aborts the request and stops the timer. Keeps the token. */
  stop(): void;
  /** Discards the whole state, because the user changed. */
  reset(): void;
}

interface TokenRunnerDependencies<Reason> {
  /** Requests a token from the endpoint once. Never rejects. */
  fetch(reason: Reason, signal: AbortSignal): Promise<RequestEnd>;
  /** False while no token may be requested: no user is signed in, or the client is not connected and no caller waits. */
  isActive(): boolean;
  /** True when failed requests may be retried now: the page is visible, or the widget waits. */
  mayRetry(): boolean;
  refreshBeforeExpiry(): number;
  refreshReason: Reason;
  /** Called after each transition, before the timer is set. */
  onTransition(before: TokenState, event: TokenEvent, reason: Reason): void;
  /** Called when a request has ended and its result is part of the state. */
  onRequestEnd(end: RequestEnd): void;
}

/** 1, 2, 4 ... 60 seconds, each times 0.5 to 1, so that many pages do not retry at the same time. */
const backoff = (failures: number): number => Math.min(1000 * 2 ** failures, 60_000) * (0.5 + Math.random() / 2);

const readClocks = (): Now => ({ monotonic: performance.now(), date: Date.now() });

export function createTokenRunner<Reason>(dependencies: TokenRunnerDependencies<Reason>): TokenRunner<Reason> {
  const { fetch, isActive, mayRetry, refreshBeforeExpiry, refreshReason, onTransition, onRequestEnd } = dependencies;
  let state = initialToken;
  let jwt: string | null = null;
  let controller: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function dispatch(event: TokenEvent, reason = refreshReason) {
    const before = state;
    state = nextToken(state, event, readClocks());
    if (!state.held) jwt = null;
    if (state !== before) onTransition(before, event, reason);
  }

  function request(reason: Reason) {
    if (controller) return;
    const own = (controller = new AbortController());
    dispatch({ type: 'request-started' }, reason);
    void fetch(reason, own.signal).then((end) => {
      if (controller !== own) return;
      controller = null;
      dispatch(toEvent(end), reason);
      onRequestEnd(end);
      run();
    });
  }

  function toEvent(end: RequestEnd): TokenEvent {
    if (end.type === 'aborted') return { type: 'request-aborted' };
    if (end.type === 'failed') {
      const { error, thrown } = end;
      return { type: 'request-failed', error, thrown, retryAfter: error.retryable ? backoff(state.fetching.failures) : null };
    }
    if (end.type === 'session-ended') return { type: 'session-ended' };
    const { monotonic, date } = readClocks();
    const { claims, warnings, lifetime } = end.token;
    if (state.subject !== null && !isSameSubject(state.subject, claims.sub))
      return { type: 'other-subject-arrived', error: new LiveChatAuthError('token-subject-changed') };
    jwt = end.token.jwt;
    const token = { claims, warnings, expiresAt: date + lifetime, expiresAtMonotonic: monotonic + lifetime, arrivedAt: monotonic };
    return { type: 'token-arrived', token, refreshBeforeExpiry: refreshBeforeExpiry() };
  }

  function run(reason = refreshReason) {
    clearTimeout(timer);
    if (!isActive()) return;
    const step = nextStep(state, readClocks());
    if (step.type === 'expire') {
      dispatch({ type: 'expired' });
      return run(reason);
    }
    if (step.type === 'request' && (state.fetching.failures === 0 || mayRetry())) request(reason);
    const wait = step.type === 'wait' ? step.ms : state.held ? timeLeft(state.held, readClocks()) : Infinity;
    timer = setTimeout(run, Math.min(wait, longestTimer));
  }

  function stop() {
    clearTimeout(timer);
    controller?.abort();
    controller = null;
    dispatch({ type: 'request-aborted' });
  }

  return {
    state: () => state,
    peek: () => (state.held && timeLeft(state.held, readClocks()) > 0 ? jwt : null),
    request,
    dispatch,
    run,
    stop,
    reset() {
      stop();
      state = initialToken;
      jwt = null;
    },
  };
}
