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
  const asked: (string | null)[] = [];
  const getToken = async ({ signInId }: BotTokenRequest) => {
    const number = asked.push(signInId);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return makeToken(number);
  };
  return { asked, getToken };
}
const tokens = (page: { service: { posts: { body: unknown }[] } }) =>
  page.service.posts.map(({ body }) => (body as { token: string }).token);

describe.each(['v1', 'v2'] as const)('Rule 11: the bot token is warmed when a chat starts (%s)', (generation) => {
  test('asks once, without a sign-in id, and has the token when the card comes', async () => {
    const getToken = vi.fn(slowEndpoint().getToken);
    const page = await openBotPage(generation, { botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(300);
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 50 });
    expect(getToken.mock.calls).toEqual([[{ userId: user, signInId: null, signal: expect.any(AbortSignal) as AbortSignal }]]);
  });

  test('a card that comes meanwhile waits for the warm-up instead of asking again', async () => {
    const { asked, getToken } = slowEndpoint();
    const page = await openBotPage(generation, { botSso: { getToken } });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(asked).toEqual([null]);
    expect(tokens(page)).toEqual(['token-1']);
  });

  test('asks no more when the chat is opened again, with a token on its way or in hand', async () => {
    const { asked, getToken } = slowEndpoint();
    await openBotPage(generation, { botSso: { getToken } });
    window.dispatchEvent(new Event('lcw:startChat'));
    await vi.advanceTimersByTimeAsync(300);
    window.dispatchEvent(new Event('lcw:chatRetrieved'));
    await vi.advanceTimersByTimeAsync(300);
    expect(asked).toEqual([null]);
  });

  test('serves every card of the chat until it expires', async () => {
    const { asked, getToken } = slowEndpoint((number) => ({ token: `token-${number}`, expiresAt: Date.now() + 60_000 }));
    const page = await openBotPage(generation, { botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(400);
    await page.requestDecision(botTokenUrl('card-1'));
    await page.requestDecision(botTokenUrl('card-2'));
    await vi.advanceTimersByTimeAsync(56_000);
    await page.requestDecision(botTokenUrl('card-3'));
    expect(tokens(page)).toEqual(['token-1', 'token-1', 'token-2']);
    expect(asked).toEqual([null, 'card-3']);
  });

  test('takes a JWT’s own exp for its expiry', async () => {
    const now = Math.floor(Date.now() / 1000);
    const jwts = await Promise.all([120, 600].map((life) => issuer.sign({ iat: now, exp: now + life })));
    const { asked, getToken } = slowEndpoint((number) => jwts[number - 1] ?? null);
    const page = await openBotPage(generation, { botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(100_000);
    await page.requestDecision(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(20_000);
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual(jwts);
    expect(asked).toEqual([null, 'card-2']);
  });

  test.each([
    ['no JWT', () => undefined],
    ['a JWT without exp', (number: number) => `${btoa('{"alg":"none"}')}.${btoa(`{"number":${number}}`)}.x`],
  ])('uses a token whose expiry nobody can tell for a minute: %s', async (_case, makeToken) => {
    const made = (number: number) => makeToken(number) ?? `token-${number}`;
    const { getToken } = slowEndpoint(made);
    const page = await openBotPage(generation, { botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(54_000);
    await page.requestDecision(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(10_000);
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual([made(1), made(2)]);
  });

  test('a token that the service refuses is dropped, and the next card asks for another', async () => {
    const { asked, getToken } = slowEndpoint();
    const page = await openBotPage(generation, { botSso: { getToken } }, createBotTokenServiceDouble(401));
    await vi.advanceTimersByTimeAsync(400);
    await page.requestDecision(botTokenUrl('card-1'));
    page.service.answer = 200;
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(tokens(page)).toEqual(['token-1', 'token-2']);
    expect(asked).toEqual([null, 'card-1']);
  });

  test.each([200, 202, 204, 404, 500])('a token that met a %i is kept', async (status) => {
    const { getToken } = slowEndpoint();
    const page = await openBotPage(generation, { botSso: { getToken } }, createBotTokenServiceDouble(status));
    await vi.advanceTimersByTimeAsync(400);
    await page.requestDecision(botTokenUrl('card-1'));
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual(['token-1', 'token-1']);
  });

  test.each([
    ['finds nothing', () => Promise.resolve(null)],
    ['fails', () => Promise.reject(new Error('down'))],
  ])('a warm-up that %s is no answer for a card, which asks with its own id', async (_case, first) => {
    const getToken = vi.fn(({ signInId }: BotTokenRequest) => (signInId === null ? first() : Promise.resolve('token')));
    const page = await openBotPage(generation, { botSso: { getToken } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toMatchObject({ show: false });
    expect(getToken.mock.calls.map(([{ signInId }]) => signInId)).toEqual([null, 'card-1']);
  });

  test('a warm-up that hangs is given up after 9 s', async () => {
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

  test('warms when bot single sign-on comes during a chat, with nothing of an earlier supplier', async () => {
    const page = await openBotPage(generation, { botSso: { getToken: () => Promise.resolve('token-of-the-first') } });
    page.auth.setOptions({ botSso: undefined });
    const { asked, getToken } = slowEndpoint();
    page.auth.setOptions({ botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(300);
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 50 });
    expect(asked).toEqual([null]);
    expect(tokens(page)).toEqual(['token-1']);
  });

  test('a card waits for the warm-up of the supplier that is asked now, not of an earlier one', async () => {
    const { asked, getToken } = slowEndpoint();
    const page = await openBotPage(generation, { botSso: { getToken } });
    page.auth.setOptions({ botSso: undefined });
    page.auth.setOptions({ botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(1);
    await page.requestDecision(botTokenUrl('card-1'));
    expect(asked).toEqual([null, null]);
    expect(tokens(page)).toEqual(['token-2']);
  });

  test('warms nothing while nobody is signed in', async () => {
    const { asked, getToken } = slowEndpoint();
    await openBotPage(generation, { userId: null, botSso: { getToken } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toEqual([]);
  });

  test('warms for somebody who signs in during a chat, with nothing of the time before', async () => {
    const getToken = vi.fn(({ userId }: BotTokenRequest) => Promise.resolve(userId === null ? 'token-of-nobody' : 'bot-token'));
    const page = await openBotPage(generation, { userId: null, botSso: { getToken } });
    await page.requestDecision(botTokenUrl('card-1'));
    page.auth.setOptions({ userId: user });
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual(['token-of-nobody', 'bot-token']);
    expect(getToken.mock.calls.map(([{ userId, signInId }]) => [userId, signInId])).toEqual([
      [null, 'card-1'],
      [user, null],
    ]);
  });
});
