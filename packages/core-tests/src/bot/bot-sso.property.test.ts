import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  anyUser,
  arrival,
  card,
  close,
  comeOrGo,
  complete,
  leave,
  lengths,
  scenario,
  type Step,
  type TokenAnswer,
  type Scenario,
} from '../support/random-scenario.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble, type ReceivedPost, type ServiceAnswer } from '../support/bot-token-service.fixture.js';
import { stubBrowser } from '../support/browser.fixture.js';
import type { BotToken, BotTokenRequest } from '@lcw-auth/core';
import { closeTabs, openTab, type Tab } from '../support/tab.fixture.js';

const numRuns = Number(process.env['LCW_RUNS'] ?? 100);

afterEach(() => {
  closeTabs();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Call {
  tab: number;
  signInId: string;
  requestedAt: number;
  answers: { show: boolean; at: number }[];
  /** The users who were signed in from the request until the decision. */
  users: (string | null)[];
  /** What v1 posts: the answer that it keeps when the promise of the provider resolves. */
  posted: boolean | undefined;
  ended: boolean;
}

const responseTo = (post: ReceivedPost) => post.answeredWith;
const isSuccess = (status: unknown) => status === 200 || status === 202 || status === 404;
const tokenOf = ({ body }: ReceivedPost) => {
  const [tab, userId] = (body as { token: string }).token.split('|');
  return { tab: Number(tab), userId: userId === 'no-user' ? null : (userId ?? null) };
};

/** The active user of a tab: null after a sign-out, although the portal still names a user. */
function activeUserOf({ auth }: Tab): string | null {
  const { userId, authToken } = auth.getState();
  return authToken.status === 'signed-out' && authToken.cause === 'signed-out' ? null : (userId ?? null);
}

/** Runs the steps, and then waits until everything has ended. */
async function runScenario({ locks, hasChannel, startAs, service: answers, tokens, steps }: Scenario) {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  stubBrowser({ locks, hasChannel });
  let answered = 0;
  /** Tokens that were posted for a user who had left. */
  const stale: string[] = [];
  const service = createBotTokenServiceDouble((_signInId, post) => {
    const { tab, userId } = tokenOf(post);
    const user = tabs[tab] && activeUserOf(tabs[tab]);
    if (userId !== null && userId !== user) stale.push(`${userId}'s token while ${user} is active`);
    const { answer, latency } = answers[answered++ % answers.length] ?? { answer: 200, latency: 0 };
    service.latency = latency;
    return answer;
  });
  vi.stubGlobal('fetch', service.fetch);

  let requests = 0;
  const getToken = (tab: number) => (request: BotTokenRequest) => respondWithToken(tokens[requests++ % tokens.length], tab, request);
  const tabs = [0, 1, 2].map((tab) => openTab({ userId: startAs, userChangePolicy: 'keep-chat', botSso: { getToken: getToken(tab) } }));
  const statics: (boolean | undefined)[] = [];
  const calls: Call[] = [];

  function act(step: Step, tab: Tab, number: number) {
    if (step.type === 'card') calls.push(requestDecision(tab, number, `card-${step.card}`, step.url, statics));
    else if (step.type === 'user') tab.auth.setOptions({ userId: step.userId });
    else if (step.type === 'complete') void tab.auth.completeSignIn(step.card === null ? undefined : `card-${step.card}`);
    else if (step.type === 'sign-out') void tab.auth.signOut();
    else if (step.type === 'retry') tab.auth.retry();
    else if (step.type === 'open') tab.open();
    else tab.close();
  }
  for (const step of steps) {
    for (const [number, tab] of tabs.entries()) {
      if (step.tab === null || step.tab === number) act(step, tab, number);
    }
    // Without a wait the next step runs in the same task.
    if (step.wait > 0) await vi.advanceTimersByTimeAsync(step.wait);
  }
  await vi.advanceTimersByTimeAsync(130_000);
  return { service, calls, tabs, stale };
}

function respondWithToken(answer: TokenAnswer | undefined, tab: number, { userId }: BotTokenRequest): Promise<BotToken | null> {
  const { kind, after } = answer ?? { kind: 'token', after: 0 };
  if (kind === 'throws') throw new Error('getToken threw');
  return new Promise((resolve, reject) => {
    const settle = {
      token: () => resolve({ token: `${tab}|${userId ?? 'no-user'}`, expiresAt: Date.now() + 30_000 }),
      null: () => resolve(null),
      rejects: () => reject(new Error('getToken rejected')),
      garbage: () => resolve({ token: 7 } as never),
      hangs: () => {},
    }[kind];
    if (after === 0) settle();
    else setTimeout(settle, after);
  });
}

function requestDecision(
  tab: Tab,
  number: number,
  signInId: string,
  kind: (Step & { type: 'card' })['url'],
  statics: (boolean | undefined)[],
): Call {
  const urls = {
    good: botTokenUrl(signInId),
    short: botTokenUrl(signInId, { lifetime: 2 }),
    expired: botTokenUrl(signInId, { lifetime: -2 }),
    evil: botTokenUrl(signInId, { host: 'evil.example' }),
    http: botTokenUrl(signInId, { protocol: 'http' }),
    'other-id': botTokenUrl(`${signInId}-of-another-kind`),
  };
  const call: Call = {
    tab: number,
    signInId,
    requestedAt: Date.now(),
    answers: [],
    users: [activeUserOf(tab)],
    posted: undefined,
    ended: false,
  };
  if (kind === 'other-id') call.signInId = `${signInId}-of-another-kind`;
  const done = tab.provide(urls[kind], ({ show }) => {
    statics[number] = show;
    call.answers.push({ show, at: Date.now() });
    call.users.push(activeUserOf(tab));
  });
  void done.then(() => {
    call.posted = statics[number];
    call.ended = true;
  });
  return call;
}

/** When the service first responded with 200 for this card. */
const firstSuccess = (posts: ReceivedPost[], signInId: string) =>
  Math.min(
    ...posts.filter((post) => post.signInId === signInId && isSuccess(responseTo(post))).map(({ answeredAt }) => answeredAt ?? Infinity),
  );

/** Checks what must always be true. */
function expectInvariants({ service, calls, tabs, stale }: Awaited<ReturnType<typeof runScenario>>) {
  for (const { answers, ended, posted, requestedAt, signInId } of calls) {
    expect(answers, 'callbacks per provider call').toHaveLength(1);
    expect(ended, 'its promise resolves').toBe(true);
    expect(posted, 'what v1 would post is this call’s own answer').toBe(answers[0]?.show);
    expect((answers[0]?.at ?? 0) - requestedAt, 'within the time limit').toBeLessThanOrEqual(1800 + calls.length);
    const hiddenAt = answers.find(({ show }) => !show)?.at ?? Infinity;
    expect(hiddenAt, 'a card is hidden only when the service responded so for this card').toBeGreaterThanOrEqual(
      hiddenAt === Infinity ? 0 : firstSuccess(service.posts, signInId),
    );
  }
  expect(stale, 'tokens posted for a user who has left').toEqual([]);
  for (const { url } of service.posts) expect(url.origin, 'only known hosts, and no redirect').toBe('https://token.botframework.com');
  for (const tab of tabs) {
    for (const { status, visibility } of tab.auth.getState().botSso.cards) {
      expect(status, 'no exchange runs for ever').not.toBe('exchanging');
      expect(visibility).not.toBe('held');
    }
  }
}

/** Returns the posts for sign-in ids that had succeeded before. */
function repeatedPosts({ locks, hasChannel }: Scenario, posts: ReceivedPost[]): ReceivedPost[] {
  const isShared = locks === 'web-locks' && hasChannel;
  return posts
    .filter((post) => responseTo(post) === 200)
    .flatMap((success) =>
      posts.filter(
        (post) =>
          post.signInId === success.signInId &&
          post.at > (success.answeredAt ?? Infinity) &&
          (isShared || tokenOf(post).tab === tokenOf(success).tab),
      ),
    );
}

describe('In any order of cards, responses, time limits, sign-ins and tabs', { timeout: 600_000 }, () => {
  test('with one user who signs in at some time, no tab posts for a card after a success', async () => {
    const steps = fc.array(fc.oneof({ weight: 8, arbitrary: card }, complete, arrival, close), lengths);
    await fc.assert(
      fc.asyncProperty(fc.record({ ...scenario, steps }), async (given) => {
        const played = await runScenario(given);
        expectInvariants(played);
        expect(repeatedPosts(given, played.service.posts)).toEqual([]);
        closeTabs();
      }),
      { numRuns },
    );
  });

  test('with tabs that open and close while one stays, no tab posts for a card after a success', async () => {
    const steps = fc.array(fc.oneof({ weight: 3, arbitrary: card }, { weight: 2, arbitrary: comeOrGo }), lengths);
    // A success is repeated to a new tab for ten seconds only.
    const soon = steps.map((all) => all.map((step) => ({ ...step, wait: Math.min(step.wait, 500) })));
    const likely = {
      locks: fc.constant('web-locks' as const),
      hasChannel: fc.constant(true),
      startAs: fc.constant('user-1'),
      service: fc.array(fc.record({ answer: fc.constantFrom<ServiceAnswer>(200, 200, 500), latency: fc.nat({ max: 200 }) }), {
        minLength: 1,
      }),
      tokens: fc.constant<TokenAnswer[]>([{ kind: 'token', after: 0 }]),
    };
    await fc.assert(
      fc.asyncProperty(fc.record({ ...likely, steps: soon }), async (given) => {
        const played = await runScenario(given);
        expectInvariants(played);
        expect(repeatedPosts(given, played.service.posts)).toEqual([]);
        closeTabs();
      }),
      { numRuns },
    );
  });

  test('with users who sign in and out, no card is hidden by the token of another user, and no token of a previous user is posted', async () => {
    const steps = fc.array(fc.oneof({ weight: 8, arbitrary: card }, { weight: 4, arbitrary: anyUser }, complete, leave, close), lengths);
    await fc.assert(
      fc.asyncProperty(fc.record({ ...scenario, steps }), async (given) => {
        const played = await runScenario(given);
        expectInvariants(played);
        // An anonymous tab accepts the outcomes of all users, because it may learn of the sign-in last. So these tabs have no channel.
        const hidden = given.hasChannel ? [] : played.calls.filter((call) => call.answers[0]?.show === false);
        for (const { answers, users, signInId } of hidden) {
          const theirs = played.service.posts.filter((post) => {
            const isOfTheCard =
              post.signInId === signInId && isSuccess(responseTo(post)) && (post.answeredAt ?? 0) <= (answers[0]?.at ?? 0);
            const { userId } = tokenOf(post);
            return isOfTheCard && (userId === null || users.includes(null) || users.includes(userId));
          });
          expect(theirs, 'hidden by their own token').not.toEqual([]);
        }
        closeTabs();
      }),
      { numRuns },
    );
  });
});
