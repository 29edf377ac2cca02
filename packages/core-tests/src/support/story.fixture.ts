import { createLiveChatSimulator } from '@lcw-auth/simulator';
import { array, constantFrom, oneof, record, type Arbitrary } from 'fast-check';
import { vi } from 'vitest';
import { createLiveChatAuth, type AuthTokenRequest, type AuthTokenProvider } from '@lcw-auth/core';
import { ann, bob, claimsOf, minute, pass, sdk, setVisibility } from './portal-page.fixture.js';

type Happening =
  | 'ready'
  | 'ask'
  | 'ask-by-name'
  | 'force'
  | 'sign-out'
  | 'retry'
  | 'hide'
  | 'show'
  | 'online'
  | 'remount'
  | 'open-chat'
  | 'error';
/** 'deaf' ignores its signal. */
type Mode = 'good' | 'fails' | 'hangs' | 'deaf' | '401' | 'garbage' | 'expired';

/** One thing that happens to a page. */
export type Step =
  | { type: Happening }
  | { type: 'user'; user: string | null }
  | { type: 'endpoint'; mode: Mode; delay: number }
  | { type: 'pass'; ms: number }
  | { type: 'jump'; ms: number };

const carol = '5d0c3f1e-77aa-4c55-b0f0-3a6f1a9e2b11';
const happenings: Happening[] = [
  'ready',
  'ask',
  'ask-by-name',
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

/** Random stories, simple ones first. */
export const stories: Arbitrary<Step[]> = array(
  oneof(
    { weight: 5, arbitrary: constantFrom(...happenings).map((type): Step => ({ type })) },
    { weight: 2, arbitrary: constantFrom(ann, bob, carol, null).map((user): Step => ({ type: 'user', user })) },
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

/** The client reads tokens and never verifies them: one that nobody signed costs no time. */
function unsigned(sub: string, age: number): string {
  const iat = Math.floor(Date.now() / 1000) - age;
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: 'https://portal.example', sub, iat, exp: iat + 900 })}.c2lnbmF0dXJl`;
}

/** Lives through a story with a page of its own. Gives what went wrong: no rule of the library may ever be broken. */
export async function live(story: readonly Step[], generation: 'v1' | 'v2'): Promise<string[]> {
  const problems: string[] = [];
  let user: string | null = ann;
  let isSignedOut = false;
  let mode: Mode = 'good';
  let delay = 0;
  const inFlight = new Set<AbortSignal>();
  /** When each token expires, on the monotonic clock: no date of the device changes that. */
  const expiries = new Map<string, number>();
  const asks: { by: string; answers: number }[] = [];
  let captured: unknown = null;

  const person = () => (isSignedOut ? null : user);

  async function getAuthToken({ userId, signal }: AuthTokenRequest): Promise<string | null> {
    const now = { mode, delay };
    if ([...inFlight].some((each) => !each.aborted)) problems.push('two fetches in flight');
    if (userId !== person()) problems.push('fetched for somebody who is not signed in');
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

  function checkHeld(token: unknown, by: string) {
    if (token === null) return;
    if (typeof token !== 'string') return void problems.push(`${by} has ${typeof token}`);
    if (claimsOf(token).sub !== person()) problems.push(`${by} has the token of somebody who is not signed in`);
    if ((expiries.get(token) ?? 0) <= performance.now()) problems.push(`${by} has an expired token`);
  }
  /** What is handed over counts by the device's date too; a date set forward later makes it no worse. */
  function checkHanded(token: unknown, by: string) {
    checkHeld(token, by);
    if (typeof token === 'string' && claimsOf(token).exp * 1000 <= Date.now())
      problems.push(`${by} was handed what the device calls expired`);
  }

  /** What v1 has captured is what its callback got last, or undefined where it got nothing. */
  function listenIn() {
    const widget = sdk();
    if (!widget) return;
    const { setAuthTokenProvider } = widget;
    widget.setAuthTokenProvider = (provider) => {
      if (generation === 'v1') captured = undefined;
      setAuthTokenProvider((callback) =>
        provider((token) => {
          checkHanded(token, 'the widget');
          if (generation === 'v1') captured = token;
          callback(token);
        }),
      );
    };
  }

  function ask(by: string, provider: AuthTokenProvider | null | undefined) {
    if (!provider) return;
    const requestedAt = performance.now();
    const made = { by, answers: 0 };
    asks.push(made);
    void provider((token) => {
      made.answers += 1;
      checkHanded(token, by);
      if (performance.now() - requestedAt > 10_000) problems.push(`${by} was answered late`);
    });
  }

  const simulator = createLiveChatSimulator({ generation, readyAfter: 'never', setting: null });
  const uninstall = simulator.install();
  window.addEventListener('lcw:ready', listenIn, { once: true });
  const auth = createLiveChatAuth({ userId: ann, clientFunction: 'story.getToken', getAuthToken });
  let disconnect = auth.connect();

  const happen: Record<Happening, () => void | Promise<void>> = {
    ready: simulator.ready,
    ask: () => ask('an ask', sdk()?.getAuthTokenProvider?.()),
    'ask-by-name': () => ask('an ask by name', (window as { story?: { getToken: AuthTokenProvider } }).story?.getToken),
    force() {
      const made = { by: 'the app', answers: 0 };
      asks.push(made);
      const asked = person();
      void auth.getAuthToken({ force: true }).then((token) => {
        made.answers += 1;
        if (asked === person()) checkHanded(token, 'the app');
      });
    },
    async 'sign-out'() {
      isSignedOut = true;
      await auth.signOut();
    },
    retry() {
      isSignedOut = false;
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

  for (const step of story) {
    if (step.type === 'user') {
      if (step.user !== user) isSignedOut = false;
      ({ user } = step);
      auth.setOptions({ userId: user });
    } else if (step.type === 'endpoint') ({ mode, delay } = step);
    else if (step.type === 'pass') await pass(step.ms);
    else if (step.type === 'jump') vi.setSystemTime(Date.now() + step.ms);
    else await happen[step.type]();
    checkHeld(captured, 'v1');
  }

  // Nothing may be left open, now that nothing happens any more.
  await pass(10_000);
  for (const { by, answers } of asks) if (answers !== 1) problems.push(`${by} was answered ${answers} times`);
  disconnect();
  await pass(0);
  if (captured !== null) problems.push('v1 keeps a token after disconnect');
  if ('story' in window) problems.push('the client function is still there');
  if ([...inFlight].some((signal) => !signal.aborted)) problems.push('a fetch is still in flight');
  uninstall();
  window.removeEventListener('lcw:ready', listenIn);
  return problems;
}
