import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { botTokenService } from '@lcw-auth/simulator';
import type { BotSsoOptions } from '@lcw-auth/core';
import { closePages, openBotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const getToken = () => Promise.resolve('bot-token');

describe('The body of the post', () => {
  test.each<[string, Partial<BotSsoOptions>, object]>([
    ['holds the token', {}, { token: 'bot-token' }],
    ['holds the token when tokenExchange is false', { tokenExchange: false }, { token: 'bot-token' }],
    ['names the type when tokenExchange is true', { tokenExchange: true }, { token: 'bot-token', type: 'TokenExchangeRequest' }],
  ])('%s', async (_what, options, body) => {
    const page = await openBotPage('v2', { botSso: { getToken, ...options } });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(page.service.posts.map((post) => post.body)).toEqual([body]);
  });

  test.each([
    ['token', false, true],
    ['token', true, false],
    ['token-exchange', true, true],
    ['token-exchange', false, false],
  ] as const)(
    'is what a service that demands %s receives with tokenExchange %j: accepted is %j',
    async (requiredBody, tokenExchange, accepted) => {
      const page = await openBotPage('v2', { botSso: { getToken, tokenExchange } });
      const service = botTokenService({ requiredBody });
      const posts = vi.fn<typeof fetch>((input, init) => service.fetch(new Request(input, init)));
      vi.stubGlobal('fetch', posts);
      expect(await page.requestDecision(service.issue('card-1').sasUrl)).toMatchObject({ show: !accepted });
      expect(posts).toHaveBeenCalledOnce();
    },
  );
});

describe.each(['v1', 'v2'] as const)('A token is posted once (%s)', (generation) => {
  test.each([400, 401, 403, 500, 'network-failure'] as const)(
    'for each showing, also when the service responds with %s',
    async (answer) => {
      const page = await openBotPage(generation, {}, createBotTokenServiceDouble(answer));
      await page.requestDecision(botTokenUrl('card-1'));
      await vi.advanceTimersByTimeAsync(120_000);
      expect(page.service.count('card-1')).toBe(1);
      await page.requestDecision(botTokenUrl('card-1'));
      expect(page.service.count('card-1')).toBe(2);
    },
  );

  test.each([false, true])('for each completeSignIn, with the same form of body (tokenExchange %j)', async (tokenExchange) => {
    const page = await openBotPage(generation, { botSso: { getToken, tokenExchange } }, createBotTokenServiceDouble(400));
    await page.requestDecision(botTokenUrl('card-1'));
    for (let post = 2; post <= 3; post += 1) {
      void page.auth.completeSignIn();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(page.service.count('card-1')).toBe(post);
    }
    expect(new Set(page.service.posts.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });
});

describe('The time limit of a decision', () => {
  const wait = (retries: number, interval: number, fallbackShow = true) => ({ widgetWait: { retries, interval, fallbackShow } });

  test.each<[string, Partial<BotSsoOptions>, number]>([
    ['is 1,800 ms by default', {}, 1_800],
    ['is the option timeout', { timeout: 700 }, 700],
    ['is at most 100 ms less than the widget waits by default', { timeout: 5_000 }, 1_900],
    ['is 1,800 ms when the page lets the widget wait longer', wait(6, 1_000), 1_800],
    ['follows the option timeout when the page lets the widget wait longer', { timeout: 4_000, ...wait(6, 1_000) }, 4_000],
    ['is shorter when the page lets the widget wait less', wait(2, 500), 400],
    ['is zero when the widget tries once only', wait(1, 1_000), 0],
  ])('%s', async (_what, options, afterMs) => {
    const page = await openBotPage('v2', { botSso: { getToken, ...options } }, createBotTokenServiceDouble('hang'));
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: true, afterMs });
  });
});

describe('A decision that the widget receives too late', () => {
  /** The callback of a card runs in its turn, so a page that is blocked delays it beyond the wait of the widget. */
  async function lateDecision(fallbackShow: boolean) {
    const botSso = { getToken, widgetWait: { retries: 3, interval: 1_000, fallbackShow } };
    const page = await openBotPage('v2', { botSso }, createBotTokenServiceDouble(500, 1_000));
    const call = page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(900);
    const now = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => now() + 5_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(call.answers).toMatchObject([{ show: true }]);
    return page.find('card-1')?.visibility;
  }

  test('shows the card by default', async () => {
    expect(await lateDecision(true)).toBe('shown');
  });

  test('leaves the card hidden with fallbackShow: false', async () => {
    expect(await lateDecision(false)).toBe('hidden');
  });
});
