import { describe, expect, test } from 'vitest';
import { LiveChatAuthError } from '../errors.js';
import {
  initialToken,
  nextStep,
  nextToken,
  timeLeft,
  type Fetching,
  type HeldToken,
  type TokenEvent,
  type TokenState,
} from './next-token.js';

const now = { monotonic: 10_000, date: 1_000_000 };
const minutes = 60_000;
const failure = new LiveChatAuthError('token-http-error');
const reported = new LiveChatAuthError('token-rejected');

/** A token that arrives now and lives for `life` milliseconds. */
const tokenFor = (life: number): HeldToken => ({
  claims: { sub: 'ann', exp: 0, contextVariables: [] },
  warnings: [],
  expiresAt: now.date + life,
  expiresAtMonotonic: now.monotonic + life,
  arrivedAt: now.monotonic,
});
const held = tokenFor(15 * minutes);
const planned: Fetching = { status: 'planned', at: now.monotonic + 5_000, failures: 0, problem: null };
const requesting: Fetching = { status: 'requesting', failures: 0, problem: null };
const stopped: Fetching = { status: 'stopped', failures: 0, problem: 'session-ended' };
const failed: Fetching = { status: 'planned', at: now.monotonic + 5_000, failures: 2, problem: failure };
const state = (changes: Partial<TokenState> = {}): TokenState => ({ ...initialToken, fetching: planned, ...changes });
const dueNow = { status: 'planned', at: now.monotonic };

describe('nextToken', () => {
  const rows: [string, TokenState, TokenEvent, object][] = [
    [
      'a request starts',
      state({ fetching: failed }),
      { type: 'request-started' },
      { fetching: { status: 'requesting', failures: 2, problem: failure } },
    ],
    ['an aborted request is due again', state({ fetching: requesting }), { type: 'request-aborted' }, { fetching: dueNow }],
    ['a session that ended discards the token and stops', state({ held }), { type: 'session-ended' }, { held: null, fetching: stopped }],
    [
      'the token of another subject discards the token and stops',
      state({ held, subject: 'ann' }),
      { type: 'other-subject-arrived', error: failure },
      { held: null, subject: 'ann', fetching: { status: 'stopped', failures: 1, problem: failure } },
    ],
    [
      'a failed request keeps the token and plans a retry',
      state({ held, fetching: { ...requesting, failures: 1 } }),
      { type: 'request-failed', error: failure, retryAfter: 700 },
      { held, fetching: { status: 'planned', at: now.monotonic + 700, failures: 2, problem: failure } },
    ],
    [
      'a failure that a retry cannot correct keeps the token and stops',
      state({ held }),
      { type: 'request-failed', error: failure, retryAfter: null },
      { held, fetching: { status: 'stopped', failures: 1, problem: failure } },
    ],
    [
      'an expired token is discarded and a request is due',
      state({ held, fetching: stopped }),
      { type: 'expired' },
      { held: null, fetching: { status: 'planned' } },
    ],
    [
      'the expiry of a token does not change the running request',
      state({ held, fetching: requesting }),
      { type: 'expired' },
      { held: null, fetching: requesting },
    ],
    [
      'waking retries a failed request immediately',
      state({ fetching: failed }),
      { type: 'woken' },
      { fetching: { ...failed, at: now.monotonic } },
    ],
    ['waking requests a token after the session ended', state({ fetching: stopped }), { type: 'woken' }, { fetching: dueNow }],
    ['waking replaces a token that the widget reported', state({ held, reported }), { type: 'woken' }, { held, fetching: dueNow }],
    ["the widget's report is kept beside the token", state({ held }), { type: 'widget-reported', error: reported }, { held, reported }],
    ["the widget's report is withdrawn", state({ held, reported }), { type: 'widget-reported', error: null }, { held, reported: null }],
  ];

  test.each(rows)('%s', (_name, before, event, expected) => {
    expect(nextToken(before, event, now)).toMatchObject(expected);
  });

  const unchanged: [string, TokenState, TokenEvent][] = [
    ['an abort without a request', state(), { type: 'request-aborted' }],
    ['waking while a request runs', state({ fetching: { ...requesting, problem: failure } }), { type: 'woken' }],
    ['waking without an error', state({ held }), { type: 'woken' }],
    ['the same report again', state({ reported }), { type: 'widget-reported', error: reported }],
  ];

  test.each(unchanged)('%s changes nothing', (_name, before, event) => {
    expect(nextToken(before, event, now)).toBe(before);
  });
});

describe('A token that arrives', () => {
  const arrive = (life: number, refreshBeforeExpiry: number, before = state({ fetching: failed, reported })) =>
    nextToken(before, { type: 'token-arrived', token: tokenFor(life), refreshBeforeExpiry }, now);

  test('ends failures and withdraws what the widget reported', () => {
    expect(arrive(15 * minutes, minutes)).toMatchObject({
      subject: 'ann',
      reported: null,
      fetching: { status: 'planned', failures: 0, problem: null },
    });
  });

  test.each([
    ['refreshBeforeExpiry before expiry', 15 * minutes, minutes, 14 * minutes],
    ['at half of the lifetime when refreshBeforeExpiry is longer', 15 * minutes, 14 * minutes, 7.5 * minutes],
    ['at expiry when refreshBeforeExpiry is 0', 15 * minutes, 0, 15 * minutes],
    ['after a second at the earliest', 300, minutes, 1_000],
  ])('is renewed %s', (_when, life, refreshBeforeExpiry, renewIn) => {
    expect(arrive(life, refreshBeforeExpiry).fetching).toMatchObject({ at: now.monotonic + renewIn });
  });

  test('and expires within a second plans the next request a second after its arrival', () => {
    const expired = nextToken(arrive(300, 0), { type: 'expired' }, { monotonic: now.monotonic + 300, date: now.date + 300 });
    expect(expired.fetching).toMatchObject({ status: 'planned', at: now.monotonic + 1_000 });
  });
});

describe('nextStep', () => {
  const later = { monotonic: now.monotonic + 5_000, date: now.date + 5_000 };

  test.each([
    ['a request when it is due', state(), later, { type: 'request' }],
    ['a wait until the request is due', state(), now, { type: 'wait', ms: 5_000 }],
    ['a wait until the token expires, when that comes first', state({ held: tokenFor(2_000) }), now, { type: 'wait', ms: 2_000 }],
    ['a wait for the running request', state({ fetching: requesting }), now, { type: 'wait', ms: Infinity }],
    [
      'a wait until the token expires, after requests have stopped',
      state({ held, fetching: stopped }),
      now,
      { type: 'wait', ms: 15 * minutes },
    ],
    ['the expiry, before anything else', state({ held: tokenFor(5_000) }), later, { type: 'expire' }],
  ])('is %s', (_what, before, at, step) => {
    expect(nextStep(before, at)).toEqual(step);
  });
});

describe('timeLeft', () => {
  test.each([
    ["the device's date is set forward", { ...now, date: now.date + 14 * minutes }, minutes],
    ["the device's date is set back", { ...now, date: now.date - 60 * minutes }, 15 * minutes],
    ['the monotonic clock stopped while the device slept', { ...now, date: now.date + 10 * minutes }, 5 * minutes],
    ['both clocks run', { monotonic: now.monotonic + minutes, date: now.date + minutes }, 14 * minutes],
  ])('is the shorter of the two clocks when %s', (_what, at, left) => {
    expect(timeLeft(held, at)).toBe(left);
  });
});
