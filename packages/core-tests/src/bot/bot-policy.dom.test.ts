import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble, type ServiceAnswer } from '../support/bot-token-service.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each(['v1', 'v2'] as const)('The response of the bot token service decides the card (%s)', (generation) => {
  test.each([200, 202, 404])('%i hides the card and signs in', async (status) => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(status));
    expect(await page.card('card-1')).toMatchObject({ shown: false, providerCalls: 1 });
    expect(page.state()).toMatchObject({ status: 'signed-in', signInId: 'card-1' });
    expect(page.find('card-1')).toEqual({
      signInId: 'card-1',
      status: 'signed-in',
      visibility: 'hidden',
      outcome: { type: 'posted', httpStatus: status },
    });
  });

  test.each([201, 203, 400, 401, 403, 409, 429, 500, 502, 503])('%i shows the card', async (status) => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(status));
    expect(await page.card('card-1')).toMatchObject({ shown: true });
    expect(page.state()).toMatchObject({
      status: 'sign-in-required',
      signInId: 'card-1',
      outcome: { type: 'posted', httpStatus: status },
    });
    expect(page.find('card-1')).toMatchObject({ visibility: 'shown' });
  });

  test.each<ServiceAnswer>(['network-failure', 'redirect'])('a %s shows the card', async (answer) => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(answer));
    expect(await page.card('card-1')).toMatchObject({ shown: true });
    expect(page.state()).toMatchObject({ status: 'sign-in-required', outcome: { type: 'failed', error: { code: 'bot-post-failed' } } });
    expect(page.service.posts.map((post) => post.url.host)).toEqual(['token.botframework.com']);
  });

  test('requires a sign-in only when the card is on screen', async () => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(500));
    const seen: unknown[] = [];
    page.auth.subscribe(() => seen.push([page.state().status, page.find('card-1')?.visibility]));
    await page.card('card-1');
    expect(seen).toEqual([
      ['exchanging', 'held'],
      ['exchanging', 'held'],
      ['sign-in-required', 'shown'],
    ]);
  });

  test('no token shows the card and sends nothing', async () => {
    const page = await openBotPage(generation, { botSso: { getToken: () => Promise.resolve(null) } });
    expect(await page.card('card-1')).toMatchObject({ shown: true });
    expect(page.state()).toMatchObject({ status: 'sign-in-required', outcome: { type: 'no-token' } });
    expect(page.service.posts).toEqual([]);
  });

  test('posts the token as JSON, without cookies, referrer or cache, and follows no redirect', async () => {
    const page = await openBotPage(generation);
    const url = botTokenUrl('card-1');
    await page.card('card-1', url);
    const [post] = page.service.posts;
    expect(page.service.posts).toHaveLength(1);
    expect(post?.url.href).toBe(url);
    expect(post?.body).toEqual({ token: 'bot-token' });
    expect(post?.init).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    });
  });
});

describe.each(['v1', 'v2'] as const)('The option decide (%s)', (generation) => {
  test('receives the outcome, and its result decides the card', async () => {
    const decide = vi.fn(() => ({ show: true }));
    const page = await openBotPage(generation, { botSso: { getToken: () => Promise.resolve('token'), decide } });
    expect(await page.card('card-1')).toMatchObject({ shown: true });
    expect(decide.mock.calls).toEqual([[{ type: 'posted', httpStatus: 200 }]]);
    // The bot has the token in any case.
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'shown' });
  });

  test('may hide a card without a sign-in, and then no sign-in is required', async () => {
    const page = await openBotPage(
      generation,
      { botSso: { getToken: () => Promise.resolve('token'), decide: ({ type }) => ({ show: type !== 'posted' }) } },
      createBotTokenServiceDouble(500),
    );
    expect(await page.card('card-1')).toMatchObject({ shown: false });
    expect(page.state()).toMatchObject({ status: 'idle' });
    expect(page.find('card-1')).toMatchObject({ status: 'sign-in-required', visibility: 'hidden' });
  });

  test.each([
    ['throws', () => expect.fail('decide failed')],
    ['returns nothing', () => undefined],
    ['returns text', () => ({ show: 'false' })],
    ['returns a promise', () => Promise.resolve({ show: true })],
  ])('is ignored when it %s, and the documented policy decides', async (_case, decide) => {
    const botSso = { getToken: () => Promise.resolve('token'), decide: decide as unknown as () => { show: boolean } };
    const page = await openBotPage(generation, { botSso });
    expect(await page.card('card-1')).toMatchObject({ shown: false });
    page.service.answer = 500;
    expect(await page.card('card-2')).toMatchObject({ shown: true });
  });
});
