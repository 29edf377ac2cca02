import { createTestIssuer } from '@lcw-auth/simulator';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage, user } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import type { BotToken, BotTokenRequest } from '@lcw-auth/core';

const issuer = await createTestIssuer();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** An app whose endpoint takes 300 ms and numbers its tokens. */
function slowEndpoint(makeToken: (number: number) => BotToken | null = (number) => `token-${number}`) {
  const requests: (string | null)[] = [];
  const getToken = async ({ signInId }: BotTokenRequest) => {
    const number = requests.push(signInId);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return makeToken(number);
  };
  return { requests, getToken };
}
const tokens = (page: { service: { posts: { body: unknown }[] } }) =>
  page.service.posts.map(({ body }) => (body as { token: string }).token);

describe.each(['v1', 'v2'] as const)('The bot token is fetched when a chat starts (%s)', (generation) => {
  test('once, without a sign-in id, so that it is held when a card arrives', async () => {
    const getToken = vi.fn(slowEndpoint().getToken);
    const page = await openBotPage(generation, { botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(300);
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 50 });
    expect(getToken.mock.calls).toEqual([[{ userId: user, signInId: null, signal: expect.any(AbortSignal) as AbortSignal }]]);
  });

  test('and a card that arrives meanwhile waits for that request', async () => {
    const { requests, getToken } = slowEndpoint();
    const page = await openBotPage(generation, { botSso: { getToken } });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(requests).toEqual([null]);
    expect(tokens(page)).toEqual(['token-1']);
  });

  test('and not again when the chat is opened again', async () => {
    const { requests, getToken } = slowEndpoint();
    await openBotPage(generation, { botSso: { getToken } });
    window.dispatchEvent(new Event('lcw:startChat'));
    await vi.advanceTimersByTimeAsync(300);
    window.dispatchEvent(new Event('lcw:chatRetrieved'));
    await vi.advanceTimersByTimeAsync(300);
    expect(requests).toEqual([null]);
  });

  test('and serves every card of the chat until it expires', async () => {
    const { requests, getToken } = slowEndpoint((number) => ({ token: `token-${number}`, expiresAt: Date.now() + 60_000 }));
    const page = await openBotPage(generation, { botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(400);
    await page.requestDecision(botTokenUrl('card-1'));
    await page.requestDecision(botTokenUrl('card-2'));
    await vi.advanceTimersByTimeAsync(56_000);
    await page.requestDecision(botTokenUrl('card-3'));
    expect(tokens(page)).toEqual(['token-1', 'token-1', 'token-2']);
    expect(requests).toEqual([null, 'card-3']);
  });

  test('and the claim exp of a JWT is its expiry', async () => {
    const now = Math.floor(Date.now() / 1000);
    const jwts = await Promise.all([120, 600].map((life) => issuer.sign({ iat: now, exp: now + life })));
    const { requests, getToken } = slowEndpoint((number) => jwts[number - 1] ?? null);
    const page = await openBotPage(generation, { botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(100_000);
    await page.requestDecision(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(20_000);
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual(jwts);
    expect(requests).toEqual([null, 'card-2']);
  });

  test.each([
    ['text that is not a JWT', () => undefined],
    ['a JWT without exp', (number: number) => `${btoa('{"alg":"none"}')}.${btoa(`{"number":${number}}`)}.x`],
  ])('and is used for a minute when it has no readable expiry: %s', async (_case, makeToken) => {
    const made = (number: number) => makeToken(number) ?? `token-${number}`;
    const { getToken } = slowEndpoint(made);
    const page = await openBotPage(generation, { botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(54_000);
    await page.requestDecision(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(10_000);
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual([made(1), made(2)]);
  });

  test('and is discarded when the service refuses it, so the next card fetches another', async () => {
    const { requests, getToken } = slowEndpoint();
    const page = await openBotPage(generation, { botSso: { getToken } }, createBotTokenServiceDouble(401));
    await vi.advanceTimersByTimeAsync(400);
    await page.requestDecision(botTokenUrl('card-1'));
    page.service.answer = 200;
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(tokens(page)).toEqual(['token-1', 'token-2']);
    expect(requests).toEqual([null, 'card-1']);
  });

  test.each([200, 202, 204, 404, 500])('and is kept after a %i', async (status) => {
    const { getToken } = slowEndpoint();
    const page = await openBotPage(generation, { botSso: { getToken } }, createBotTokenServiceDouble(status));
    await vi.advanceTimersByTimeAsync(400);
    await page.requestDecision(botTokenUrl('card-1'));
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual(['token-1', 'token-1']);
  });

  test.each([
    ['returns null', () => Promise.resolve(null)],
    ['fails', () => Promise.reject(new Error('down'))],
  ])('and a card fetches its own token when that request %s', async (_case, first) => {
    const getToken = vi.fn(({ signInId }: BotTokenRequest) => (signInId === null ? first() : Promise.resolve('token')));
    const page = await openBotPage(generation, { botSso: { getToken } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(getToken.mock.calls.map(([{ signInId }]) => signInId)).toEqual([null, 'card-1']);
  });

  test('for 9 seconds at most', async () => {
    const signals: AbortSignal[] = [];
    const getToken = ({ signInId, signal }: BotTokenRequest) => {
      signals.push(signal);
      return signInId === null ? new Promise<null>(() => {}) : Promise.resolve('token');
    };
    const page = await openBotPage(generation, { botSso: { getToken } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: true, afterMs: 1800 });
    await vi.advanceTimersByTimeAsync(9_000);
    expect(signals[0]?.aborted).toBe(true);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'shown' });
  });

  test('also when botSso is added during a chat, without a token of a previous function', async () => {
    const page = await openBotPage(generation, { botSso: { getToken: () => Promise.resolve('token-of-the-first') } });
    page.auth.setOptions({ botSso: undefined });
    const { requests, getToken } = slowEndpoint();
    page.auth.setOptions({ botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(300);
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 50 });
    expect(requests).toEqual([null]);
    expect(tokens(page)).toEqual(['token-1']);
  });

  test('and a card waits for the request of the current function, not of a previous one', async () => {
    const { requests, getToken } = slowEndpoint();
    const page = await openBotPage(generation, { botSso: { getToken } });
    page.auth.setOptions({ botSso: undefined });
    page.auth.setOptions({ botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(1);
    await page.requestDecision(botTokenUrl('card-1'));
    expect(requests).toEqual([null, null]);
    expect(tokens(page)).toEqual(['token-2']);
  });

  test('but not while no user is signed in', async () => {
    const { requests, getToken } = slowEndpoint();
    await openBotPage(generation, { userId: null, botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(requests).toEqual([]);
  });

  test('and again for a user who signs in during a chat', async () => {
    const getToken = vi.fn(({ userId }: BotTokenRequest) => Promise.resolve(userId === null ? 'token-without-a-user' : 'bot-token'));
    const page = await openBotPage(generation, { userId: null, botSso: { getToken } });
    await page.requestDecision(botTokenUrl('card-1'));
    page.auth.setOptions({ userId: user });
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual(['token-without-a-user', 'bot-token']);
    expect(getToken.mock.calls.map(([{ userId, signInId }]) => [userId, signInId])).toEqual([
      [null, 'card-1'],
      [user, null],
    ]);
  });
});
