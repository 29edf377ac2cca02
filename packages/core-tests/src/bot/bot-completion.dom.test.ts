import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage, user } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import type { BotToken, BotTokenRequest } from '@lcw-auth/core';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** An app in which only a signed-in user has a bot token. */
const ofThePerson = ({ userId }: BotTokenRequest) => Promise.resolve(userId === null ? null : 'bot-token');
/** An app whose bot token comes from a separate sign-in. */
function ownSignIn() {
  const app: { token: BotToken | null; getToken: () => Promise<BotToken | null> } = {
    token: null,
    getToken: () => Promise.resolve(app.token),
  };
  return app;
}

describe.each(['v1', 'v2'] as const)('A sign-in posts the token for the card on screen (%s)', (generation) => {
  test('once, and the card changes to exchanging and then to signed-in', async () => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: ofThePerson } });
    expect(await page.card('card-1')).toMatchObject({ shown: true });
    expect(page.state()).toMatchObject({ status: 'sign-in-required', outcome: { type: 'no-token' } });
    const statuses: string[] = [];
    page.auth.subscribe(() => statuses.push(page.state().status));
    page.auth.setOptions({ userId: user });
    expect(page.state()).toEqual({ status: 'exchanging', signInId: 'card-1', cards: [page.find('card-1')] });
    await vi.advanceTimersByTimeAsync(100);
    expect([...new Set(statuses)]).toEqual(['exchanging', 'signed-in']);
    expect(page.find('card-1')).toEqual({
      signInId: 'card-1',
      status: 'signed-in',
      visibility: 'shown',
      outcome: { type: 'posted', httpStatus: 200 },
    });
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: 'bot-token' }]);
  });

  test('when the app calls completeSignIn(), for every card on screen', async () => {
    const app = ownSignIn();
    const page = await openBotPage(generation, { botSso: app });
    await page.requestDecision(botTokenUrl('card-1'));
    await page.requestDecision(botTokenUrl('card-2'));
    app.token = 'token';
    const completed = page.auth.completeSignIn();
    await vi.advanceTimersByTimeAsync(100);
    await completed;
    expect(page.state().cards).toMatchObject([
      { signInId: 'card-2', status: 'signed-in', visibility: 'shown' },
      { signInId: 'card-1', status: 'signed-in', visibility: 'shown' },
    ]);
  });

  test('when the app calls completeSignIn(id), for that card only', async () => {
    const app = ownSignIn();
    const page = await openBotPage(generation, { botSso: app });
    await page.requestDecision(botTokenUrl('card-1'));
    await page.requestDecision(botTokenUrl('card-2'));
    app.token = 'token';
    const completed = page.auth.completeSignIn('card-1');
    await vi.advanceTimersByTimeAsync(100);
    await completed;
    expect(page.service.posts.map(({ signInId }) => signInId)).toEqual(['card-1']);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in' });
    expect(page.state()).toMatchObject({ status: 'sign-in-required', signInId: 'card-2' });
  });

  test('requires another sign-in when the post fails, and the next post may succeed', async () => {
    const app = ownSignIn();
    const page = await openBotPage(generation, { botSso: app }, createBotTokenServiceDouble(400));
    await page.requestDecision(botTokenUrl('card-1'));
    app.token = 'wrong';
    void page.auth.completeSignIn();
    expect(page.state()).toMatchObject({ status: 'exchanging', signInId: 'card-1' });
    await vi.advanceTimersByTimeAsync(100);
    expect(page.state()).toMatchObject({ status: 'sign-in-required', outcome: { type: 'posted', httpStatus: 400 } });
    app.token = 'right';
    page.service.answer = 200;
    void page.auth.completeSignIn();
    await vi.advanceTimersByTimeAsync(100);
    expect(page.state()).toMatchObject({ status: 'signed-in' });
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: 'wrong' }, { token: 'right' }]);
  });

  test('once for two calls of completeSignIn at the same time', async () => {
    const app = ownSignIn();
    const page = await openBotPage(generation, { botSso: app });
    await page.requestDecision(botTokenUrl('card-1'));
    app.token = 'token';
    void page.auth.completeSignIn();
    void page.auth.completeSignIn('card-1');
    await vi.advanceTimersByTimeAsync(200);
    expect(page.service.count('card-1')).toBe(1);
  });

  test.each([
    ['nothing is on screen', async () => {}],
    ['the card was hidden', async (page: Page) => void (await page.requestDecision(botTokenUrl('card-1')))],
    [
      'decide had hidden the card',
      async (page: Page) => {
        page.service.answer = 500;
        page.auth.setOptions({ botSso: { getToken: () => Promise.resolve('token'), decide: () => ({ show: false }) } });
        await page.requestDecision(botTokenUrl('card-1'));
      },
    ],
    ['the URL was refused', async (page: Page) => void (await page.requestDecision(botTokenUrl('card-1', { host: 'evil.example' })))],
  ])('completeSignIn() changes nothing when %s', async (_case, arrange) => {
    const page = await openBotPage(generation);
    await arrange(page);
    const posts = page.service.posts.length;
    const shown = page.state();
    await page.auth.completeSignIn();
    await page.auth.completeSignIn('unknown-card');
    expect(page.state()).toBe(shown);
    expect(page.service.posts).toHaveLength(posts);
  });
});

type Page = Awaited<ReturnType<typeof openBotPage>>;

describe.each(['v1', 'v2'] as const)('A user signs in while a card is held (%s)', (generation) => {
  test('hides the card without a second request', async () => {
    const getToken = ({ userId }: BotTokenRequest) =>
      userId === null ? new Promise<null>((resolve) => setTimeout(resolve, 600, null)) : Promise.resolve('token');
    const page = await openBotPage(generation, { userId: null, botSso: { getToken } });
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(200);
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(100);
    expect(call.answers).toMatchObject([{ show: false }]);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'hidden' });
  });

  test.each([
    ['hangs', () => new Promise<null>(() => {})],
    ['fails late', () => new Promise<null>((_resolve, reject) => setTimeout(reject, 5000, new Error('late')))],
  ])('does not wait for a getToken call without a user that %s', async (_case, withoutUser) => {
    const getToken = ({ userId }: BotTokenRequest) => (userId === null ? withoutUser() : Promise.resolve('token'));
    const page = await openBotPage(generation, { userId: null, botSso: { getToken } });
    expect(await page.card('card-1')).toMatchObject({ shown: true });
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(100);
    expect(page.state()).toMatchObject({ status: 'signed-in' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(page.state()).toMatchObject({ status: 'signed-in' });
    expect(page.service.count('card-1')).toBe(1);
  });

  test('posts the token of the user after a post without a user was refused', async () => {
    const getToken = ({ userId }: BotTokenRequest) => Promise.resolve(userId === null ? 'token-without-a-user' : 'bot-token');
    const page = await openBotPage(generation, { userId: null, botSso: { getToken } });
    page.service.answer = (_signInId, { body }) => ((body as { token: string }).token === 'token-without-a-user' ? 401 : 200);
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(20);
    page.auth.setOptions({ userId: user });
    await vi.advanceTimersByTimeAsync(200);
    expect(call.answers).toMatchObject([{ show: false }]);
    expect(page.service.posts.map(({ body }) => body)).toEqual([{ token: 'token-without-a-user' }, { token: 'bot-token' }]);
  });
});

describe.each(['v1', 'v2'] as const)('A bot token URL is forgotten after its expiry (%s)', (generation) => {
  test('so a card on screen becomes expired, and no token is posted for it', async () => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: ofThePerson } });
    const url = botTokenUrl('card-1');
    await page.card('card-1', url);
    const left = Number(new URL(url).searchParams.get('expiry')) * 1000 - Date.now();
    await vi.advanceTimersByTimeAsync(left - 1);
    expect(page.state()).toMatchObject({ status: 'sign-in-required' });
    await vi.advanceTimersByTimeAsync(1);
    expect(page.state()).toMatchObject({ status: 'expired', signInId: 'card-1' });
    page.auth.setOptions({ userId: user });
    await page.auth.completeSignIn('card-1');
    expect(page.service.posts).toEqual([]);
    expect(page.state()).toMatchObject({ status: 'expired', signInId: 'card-1' });
  });

  test('so a post that hangs is aborted', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble('hang'));
    await page.card('card-1');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.service.posts[0]?.init.signal?.aborted).toBe(true);
    expect(page.state()).toMatchObject({ status: 'expired' });
  });

  test('so a completeSignIn whose post hangs resolves', async () => {
    const app = ownSignIn();
    const page = await openBotPage(generation, { botSso: app }, createBotTokenServiceDouble('hang'));
    await page.requestDecision(botTokenUrl('card-1'));
    app.token = 'token';
    const completed = page.auth.completeSignIn();
    await vi.advanceTimersByTimeAsync(60_000);
    await completed;
    expect(page.state()).toMatchObject({ status: 'expired' });
  });

  test('so a card whose URL expires before the time limit is shown as expired', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble('hang'));
    vi.setSystemTime(Math.ceil(Date.now() / 1000) * 1000);
    expect(await page.requestDecision(botTokenUrl('card-1', { lifetime: 1 }))).toEqual({ show: true, afterMs: 1800 });
    expect(page.state()).toMatchObject({ status: 'expired', signInId: 'card-1' });
  });

  test('a late failure of an ended exchange does not affect the next one', async () => {
    const fail: (() => void)[] = [];
    const getToken = ({ signInId }: BotTokenRequest) =>
      new Promise<null>((resolve, reject) => (signInId === null ? resolve(null) : fail.push(() => reject(new Error('late')))));
    const page = await openBotPage(generation, { botSso: { getToken } });
    page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.state()).toMatchObject({ status: 'expired' });
    page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(10);
    fail[0]?.();
    await vi.advanceTimersByTimeAsync(10);
    expect(page.find('card-1')).toMatchObject({ status: 'exchanging', visibility: 'held' });
    expect(page.events.filter(({ type }) => type === 'card-settled')).toHaveLength(1);
  });

  test('and an expired card that arrives with a new URL is exchanged again', async () => {
    const page = await openBotPage(generation, { userId: null, botSso: { getToken: ofThePerson } });
    await page.card('card-1');
    await vi.advanceTimersByTimeAsync(60_000);
    page.auth.setOptions({ userId: user });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
  });
});
