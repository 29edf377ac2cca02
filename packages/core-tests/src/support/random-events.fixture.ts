import { createLiveChatSimulator } from '@lcw-auth/simulator';
import { array, constantFrom, oneof, record, type Arbitrary } from 'fast-check';
import { vi } from 'vitest';
import { createLiveChatAuth, type AuthTokenRequest, type AuthTokenProvider } from '@lcw-auth/core';
import { ann, bob, claimsOf, minute, pass, sdk, setVisibility } from './portal-page.fixture.js';

type SimpleEvent =
  | 'ready'
  | 'request'
  | 'request-by-name'
  | 'force'
  | 'sign-out'
  | 'retry'
  | 'hide'
  | 'show'
  | 'online'
  | 'remount'
  | 'open-chat'
  | 'error';
/** 'deaf': the endpoint ignores its signal. */
type Mode = 'good' | 'fails' | 'hangs' | 'deaf' | '401' | 'garbage' | 'expired';

/** One event on a page. */
export type Step =
  | { type: SimpleEvent }
  | { type: 'user'; user: string | null | undefined }
  | { type: 'endpoint'; mode: Mode; delay: number }
  | { type: 'pass'; ms: number }
  | { type: 'jump'; ms: number };

const carol = '5d0c3f1e-77aa-4c55-b0f0-3a6f1a9e2b11';
const simpleEvents: SimpleEvent[] = [
  'ready',
  'request',
  'request-by-name',
  'force',
  'sign-out',
  'retry',
  'hide',
  'show',
  'online',
  'remount',
  'open-chat',
  'error',
];
const modes: Mode[] = ['good', 'good', 'fails', 'hangs', 'deaf', '401', 'garbage', 'expired'];

/** Random sequences of events, simple ones first. */
export const eventSequences: Arbitrary<Step[]> = array(
  oneof(
    { weight: 5, arbitrary: constantFrom(...simpleEvents).map((type): Step => ({ type })) },
    { weight: 2, arbitrary: constantFrom(ann, bob, carol, null, undefined).map((user): Step => ({ type: 'user', user })) },
    record({ mode: constantFrom(...modes), delay: constantFrom(0, 50, 3000, 8000, 12_000) }).map((how): Step => ({
      type: 'endpoint',
      ...how,
    })),
    {
      weight: 3,
      arbitrary: constantFrom(0, 1, 100, 1000, 9000, minute, 14 * minute, 15 * minute, 16 * minute).map((ms): Step => ({
        type: 'pass',
        ms,
      })),
    },
    constantFrom(-24 * 60 * minute, -minute, minute, 20 * minute).map((ms): Step => ({ type: 'jump', ms })),
  ),
  { maxLength: 40 },
);

const encode = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');

/** Returns a token with an invalid signature, because the client does not verify signatures and signing takes time. */
function unsigned(sub: string, age: number): string {
  const iat = Math.floor(Date.now() / 1000) - age;
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: 'https://portal.example', sub, iat, exp: iat + 900 })}.c2lnbmF0dXJl`;
}

/** Performs the events on a new page. Returns the rules that were broken. */
export async function runEvents(events: readonly Step[], generation: 'v1' | 'v2'): Promise<string[]> {
  const problems: string[] = [];
  let user: string | null | undefined = ann;
  let isSignedOut = false;
  /** What was known before the user became unknown, and when that was. */
  let before = { user: null as string | null, isSignedOut: false, at: 0 };
  let mode: Mode = 'good';
  let delay = 0;
  const inFlight = new Set<AbortSignal>();
  /** Expiry of each token by the monotonic clock, which does not depend on the device's date. */
  const expiries = new Map<string, number>();
  const requests: { by: string; answers: number }[] = [];
  let captured: unknown = null;

  const activeUser = () => (isSignedOut ? null : (user ?? null));
  const isBeforeKept = () => performance.now() - before.at < 5_000;
  /** The user whose token may stay in the widget: while the user is unknown, the previous user for five seconds. */
  const keptUser = () => {
    if (user !== undefined) return activeUser();
    return isBeforeKept() && !before.isSignedOut ? before.user : null;
  };

  function nameUser(next: string | null | undefined) {
    if (next === undefined) {
      if (user !== undefined) before = { user, isSignedOut, at: performance.now() };
      isSignedOut = false;
    } else if (user !== undefined) isSignedOut = isSignedOut && next === user;
    else isSignedOut = isBeforeKept() && before.isSignedOut && next === before.user;
    user = next;
    auth.setOptions({ userId: next });
  }

  function setSignedOut(signedOut: boolean) {
    if (user === undefined) before.isSignedOut = signedOut;
    else isSignedOut = signedOut;
  }

  async function getAuthToken({ userId, signal }: AuthTokenRequest): Promise<string | null> {
    const now = { mode, delay };
    if ([...inFlight].some((each) => !each.aborted)) problems.push('two fetches in flight');
    if (userId !== keptUser()) problems.push('fetched for a user who is not signed in');
    inFlight.add(signal);
    try {
      await new Promise<void>((resolve, reject) => {
        if (now.mode === 'hangs') return;
        const timer = setTimeout(resolve, now.delay);
        if (now.mode === 'deaf') return;
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(new Error('aborted'));
        });
      });
    } finally {
      inFlight.delete(signal);
    }
    if (now.mode === 'fails') throw new Error('down');
    if (now.mode === '401') return null;
    if (now.mode === 'garbage') return 'no JWT';
    const token = unsigned(userId, now.mode === 'expired' ? 1000 : 0);
    expiries.set(token, performance.now() + 900_000);
    return token;
  }

  function checkHeld(token: unknown, by: string, owner: string | null) {
    if (token === null) return;
    if (typeof token !== 'string') return void problems.push(`${by} has ${typeof token}`);
    if (claimsOf(token).sub !== owner) problems.push(`${by} holds the token of a user who is not signed in`);
    if ((expiries.get(token) ?? 0) <= performance.now()) problems.push(`${by} has an expired token`);
  }
  /** A token that the widget receives must be valid by the device's date too. A later change of the date does not matter. */
  function checkReceived(token: unknown, by: string) {
    checkHeld(token, by, activeUser());
    if (typeof token === 'string' && claimsOf(token).exp * 1000 <= Date.now())
      problems.push(`${by} received a token that has expired by the device`);
  }

  /** v1 captures the last value that its callback received, or undefined when it received none. */
  function watchProviders() {
    const widget = sdk();
    if (!widget) return;
    const { setAuthTokenProvider } = widget;
    widget.setAuthTokenProvider = (provider) => {
      if (generation === 'v1') captured = undefined;
      setAuthTokenProvider((callback) =>
        provider((token) => {
          checkReceived(token, 'the widget');
          if (generation === 'v1') captured = token;
          callback(token);
        }),
      );
    };
  }

  function requestToken(by: string, provider: AuthTokenProvider | null | undefined) {
    if (!provider) return;
    const requestedAt = performance.now();
    const request = { by, answers: 0 };
    requests.push(request);
    void provider((token) => {
      request.answers += 1;
      checkReceived(token, by);
      if (performance.now() - requestedAt > 10_000) problems.push(`${by} was answered late`);
    });
  }

  const simulator = createLiveChatSimulator({ generation, readyAfter: 'never', setting: null });
  const uninstall = simulator.install();
  window.addEventListener('lcw:ready', watchProviders, { once: true });
  const auth = createLiveChatAuth({ userId: ann, clientFunction: 'randomEvents.getToken', developmentConsole: false, getAuthToken });
  let disconnect = auth.connect();

  const perform: Record<SimpleEvent, () => void | Promise<void>> = {
    ready: simulator.ready,
    request: () => requestToken('a request', sdk()?.getAuthTokenProvider?.()),
    'request-by-name': () =>
      requestToken('a request by name', (window as { randomEvents?: { getToken: AuthTokenProvider } }).randomEvents?.getToken),
    force() {
      const request = { by: 'the app', answers: 0 };
      requests.push(request);
      const requestedBy = activeUser();
      void auth.getAuthToken({ force: true }).then((token) => {
        request.answers += 1;
        if (requestedBy === activeUser()) checkReceived(token, 'the app');
      });
    },
    async 'sign-out'() {
      setSignedOut(true);
      await auth.signOut();
    },
    retry() {
      setSignedOut(false);
      auth.retry();
    },
    hide: () => setVisibility('hidden'),
    show: () => setVisibility('visible'),
    online: () => void window.dispatchEvent(new Event('online')),
    async remount() {
      disconnect();
      await pass(10);
      disconnect = auth.connect();
    },
    'open-chat': () => void window.dispatchEvent(new CustomEvent('lcw:startChat')),
    error: () => void window.dispatchEvent(new CustomEvent('lcw:error', { detail: { errorCode: 4 } })),
  };

  for (const step of events) {
    if (step.type === 'user') nameUser(step.user);
    else if (step.type === 'endpoint') ({ mode, delay } = step);
    else if (step.type === 'pass') await pass(step.ms);
    else if (step.type === 'jump') vi.setSystemTime(Date.now() + step.ms);
    else await perform[step.type]();
    checkHeld(captured, 'v1', keptUser());
  }

  // All requests must have ended.
  await pass(10_000);
  for (const { by, answers } of requests) if (answers !== 1) problems.push(`${by} was answered ${answers} times`);
  disconnect();
  await pass(0);
  if (captured !== null) problems.push('v1 keeps a token after disconnect');
  if ('randomEvents' in window) problems.push('the client function is still there');
  if ([...inFlight].some((signal) => !signal.aborted)) problems.push('a fetch is still in flight');
  uninstall();
  window.removeEventListener('lcw:ready', watchProviders);
  return problems;
}
