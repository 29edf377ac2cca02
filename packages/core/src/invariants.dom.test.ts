import { createLiveChatSimulator } from '@lcw-auth/simulator';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLiveChatAuth, type LiveChatAuth } from './index.js';
import { ann, bob, claimsOf, generations, minute, pass, sdk, setVisibility } from './portal-page.fixture.js';
import type { AuthTokenCallback, AuthTokenProvider, WidgetSdk } from './widget.js';

const runs = Number(process.env['LCW_RUNS'] ?? 60);
const carol = '5d0c3f1e-77aa-4c55-b0f0-3a6f1a9e2b11';

/** What happens to a page, one thing after the other. */
type Step =
  | {
      type:
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
    }
  | { type: 'user'; user: string | null }
  | { type: 'endpoint'; mode: Mode; delay: number }
  | { type: 'pass'; ms: number }
  | { type: 'jump'; ms: number };
type Mode = 'good' | 'fails' | 'hangs' | 'deaf' | '401' | 'garbage' | 'expired';

const simple = fc
  .constantFrom('ready', 'ask', 'ask-by-name', 'force', 'sign-out', 'retry', 'hide', 'show', 'online', 'remount', 'open-chat', 'error')
  .map((type) => ({ type }) as Step);
const user = fc.constantFrom(ann, bob, carol, null).map((each): Step => ({ type: 'user', user: each }));
const endpoint = fc
  .record({
    mode: fc.constantFrom<Mode>('good', 'good', 'fails', 'hangs', 'deaf', '401', 'garbage', 'expired'),
    delay: fc.constantFrom(0, 50, 3000, 8000, 12_000),
  })
  .map((how): Step => ({ type: 'endpoint', ...how }));
const time = fc
  .constantFrom(0, 1, 100, 1000, 9000, minute, 14 * minute, 15 * minute, 16 * minute)
  .map((ms): Step => ({ type: 'pass', ms }));
const jump = fc.constantFrom(-24 * 60 * minute, -minute, minute, 20 * minute).map((ms): Step => ({ type: 'jump', ms }));
const story = fc.array(
  fc.oneof({ weight: 5, arbitrary: simple }, { weight: 2, arbitrary: user }, endpoint, { weight: 3, arbitrary: time }, jump),
  {
    maxLength: 40,
  },
);

const encode = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_');
/** The client reads tokens and never verifies them: an unsigned one costs no time. */
function unsigned(sub: string, age = 0): string {
  const iat = Math.floor(Date.now() / 1000) - age;
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: 'https://portal.example', sub, iat, exp: iat + 900 })}.c2lnbmF0dXJl`;
}

/** A page that goes through a story, and all that is checked on the way. */
class Story {
  readonly problems: string[] = [];
  private readonly simulator;
  private readonly uninstall;
  private readonly auth: LiveChatAuth;
  private disconnect: () => void;
  private user: string | null = ann;
  private isSignedOut = false;
  private mode: Mode = 'good';
  private delay = 0;
  private readonly inFlight = new Set<AbortSignal>();
  /** Monotonic expiry of each token that was issued: no clock of the device changes that. */
  private readonly issued = new Map<string, number>();
  private readonly asks: { at: number; answers: number; by: string }[] = [];
  private open = 0;

  constructor(private readonly generation: 'v1' | 'v2') {
    this.simulator = createLiveChatSimulator({ generation, readyAfter: 'never', setting: null });
    this.uninstall = this.simulator.install();
    window.addEventListener('lcw:ready', () => this.listenIn(), { once: true });
    this.auth = createLiveChatAuth({ userId: ann, clientFunction: 'story.getToken', getAuthToken: (request) => this.serve(request) });
    this.disconnect = this.auth.connect();
  }

  private person = () => (this.isSignedOut ? null : this.user);

  private async serve({ userId, signal }: { userId: string; signal: AbortSignal }): Promise<string | null> {
    const { mode, delay } = this;
    const running = [...this.inFlight].filter((each) => !each.aborted);
    if (running.length > 0) this.problems.push('two fetches in flight');
    if (userId !== this.person()) this.problems.push(`fetched for ${userId} while ${this.person()} is signed in`);
    this.inFlight.add(signal);
    try {
      await new Promise<void>((resolve, reject) => {
        if (mode === 'hangs') return;
        const timer = setTimeout(resolve, delay);
        if (mode === 'deaf') return;
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(new Error('aborted'));
        });
      });
      if (mode === 'fails') throw new Error('down');
      if (mode === '401') return null;
      if (mode === 'garbage') return 'no JWT';
      const token = unsigned(userId, mode === 'expired' ? 1000 : 0);
      this.issued.set(token, performance.now() + 900_000);
      return token;
    } finally {
      this.inFlight.delete(signal);
    }
  }

  /** Every value that the widget is handed, at the moment when it is. */
  private check(token: unknown, by: string) {
    if (token === null) return;
    if (typeof token !== 'string') return void this.problems.push(`${by} was handed ${String(token)}`);
    if (claimsOf(token).exp * 1000 <= Date.now()) this.problems.push(`${by} was handed a token that the device calls expired`);
    this.checkHeld(token, by);
  }

  /** A date that was set forward since the token was handed over makes it no worse. */
  private checkHeld(token: string, by: string) {
    const { sub } = claimsOf(token);
    if (sub !== this.person()) this.problems.push(`${by} has a token of ${sub} while ${this.person()} is signed in`);
    if ((this.issued.get(token) ?? 0) <= performance.now()) this.problems.push(`${by} has a token that is expired`);
  }

  /** What v1 has captured is the last value that its callback got. */
  private captured: unknown = null;

  private listenIn() {
    const widget = sdk() as WidgetSdk;
    const { setAuthTokenProvider } = widget;
    widget.setAuthTokenProvider = (provider) => {
      if (this.generation === 'v1') this.captured = undefined;
      setAuthTokenProvider((callback) =>
        provider((token) => {
          this.check(token, 'the widget');
          this.captured = token;
          callback(token);
        }),
      );
    };
  }

  private checkCaptured() {
    if (this.generation !== 'v1' || this.captured === null) return;
    if (typeof this.captured === 'string') this.checkHeld(this.captured, 'v1');
    else this.problems.push(`v1 has captured ${String(this.captured)}`);
  }

  private ask(by: string, provider: AuthTokenProvider | null | undefined) {
    if (!provider) return;
    const ask = { at: performance.now(), answers: 0, by };
    this.asks.push(ask);
    const callback: AuthTokenCallback = (token) => {
      ask.answers += 1;
      this.check(token, by);
      if (performance.now() - ask.at > 10_000) this.problems.push(`${by} was answered after ${performance.now() - ask.at} ms`);
    };
    void provider(callback);
  }

  async take(step: Step) {
    if (step.type === 'ready') this.simulator.ready();
    else if (step.type === 'ask') this.ask('an ask', sdk()?.getAuthTokenProvider?.());
    else if (step.type === 'ask-by-name')
      this.ask('an ask by name', (window as { story?: { getToken?: AuthTokenProvider } }).story?.getToken);
    else if (step.type === 'force') {
      const asked = this.person();
      this.open += 1;
      void this.auth.getAuthToken({ force: true }).then((token) => {
        this.open -= 1;
        if (asked === this.person()) this.check(token, 'the app');
      });
    } else if (step.type === 'sign-out') {
      if (this.user !== null) this.isSignedOut = true;
      await this.auth.signOut();
    } else if (step.type === 'retry') {
      this.isSignedOut = false;
      this.auth.retry();
    } else if (step.type === 'user') {
      if (step.user !== this.user) this.isSignedOut = false;
      this.user = step.user;
      this.auth.setOptions({ userId: step.user });
    } else if (step.type === 'hide') setVisibility('hidden');
    else if (step.type === 'show') setVisibility('visible');
    else if (step.type === 'online') window.dispatchEvent(new Event('online'));
    else if (step.type === 'open-chat') window.dispatchEvent(new CustomEvent('lcw:startChat'));
    else if (step.type === 'error') window.dispatchEvent(new CustomEvent('lcw:error', { detail: { errorCode: 4 } }));
    else if (step.type === 'remount') {
      this.disconnect();
      await pass(10);
      this.disconnect = this.auth.connect();
    } else if (step.type === 'endpoint') ({ mode: this.mode, delay: this.delay } = step);
    else if (step.type === 'jump') vi.setSystemTime(Date.now() + step.ms);
    else await pass(step.ms);
    this.checkCaptured();
  }

  /** Nothing may be left open, now that nothing happens any more. */
  async end() {
    await pass(10_000);
    for (const { answers, by } of this.asks) if (answers !== 1) this.problems.push(`${by} was answered ${answers} times`);
    if (this.open > 0) this.problems.push('the app still waits');
    this.disconnect();
    await pass(0);
    if (this.generation === 'v1' && this.captured != null) this.problems.push('v1 keeps a token after disconnect');
    this.uninstall();
    await pass(0);
    if ('story' in window) this.problems.push('the client function is still there');
    if ([...this.inFlight].some((signal) => !signal.aborted)) this.problems.push('a fetch is still in flight');
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(generations)('Whatever happens to a page with the widget %s', (generation) => {
  test('it never holds a wrong, stale or missing token, and every ask is answered once in time', { timeout: 10 * minute }, async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        vi.setSystemTime(new Date('2026-03-02T09:00:00Z'));
        setVisibility('visible');
        const told = new Story(generation);
        for (const step of steps) await told.take(step);
        await told.end();
        vi.clearAllTimers();
        Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
        expect(told.problems).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
