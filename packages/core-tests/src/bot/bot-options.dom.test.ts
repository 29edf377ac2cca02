import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage, type BotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl } from '../support/bot-token-service.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const tokens = (page: BotPage) => page.service.posts.map(({ body }) => (body as { token: string }).token);
/** Returns a `getToken` that takes 300 ms. */
const slowly = (token: string) => vi.fn(() => new Promise<string>((resolve) => void setTimeout(resolve, 300, token)));
const own = 'https://bots.example/api/sas/postToken?state=card-1';

describe('A change of botSso.getToken', () => {
  test('discards the token of the previous function', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: () => Promise.resolve('of-the-first') } });
    page.auth.setOptions({ botSso: { getToken: () => Promise.resolve('of-the-second') } });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(tokens(page)).toEqual(['of-the-second']);
  });

  test('neither waits for the request of the previous function nor keeps its token', async () => {
    const [first, second] = [slowly('of-the-first'), slowly('of-the-second')];
    const page = await openBotPage('v2', { botSso: { getToken: first } });
    page.auth.setOptions({ botSso: { getToken: second } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 350 });
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual(['of-the-second', 'of-the-second']);
    expect(second).toHaveBeenCalledOnce();
  });

  test('keeps the token when only another option changes', async () => {
    const getToken = vi.fn(() => Promise.resolve('token'));
    const page = await openBotPage('v2', { botSso: { getToken } });
    page.auth.setOptions({ botSso: { getToken, timeout: 500 } });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(getToken).toHaveBeenCalledOnce();
  });

  test('posts nothing for a card on screen whose host is no longer allowed', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: () => Promise.resolve(null), allowedHosts: ['bots.example'] } });
    await page.requestDecision(own);
    expect(page.find('card-1')).toMatchObject({ status: 'sign-in-required', visibility: 'shown' });
    page.auth.setOptions({ botSso: { getToken: () => Promise.resolve('of-the-second') } });
    expect(page.find('card-1')).toMatchObject({ status: 'expired', visibility: 'shown' });
    await page.auth.completeSignIn('card-1');
    expect(tokens(page)).toEqual([]);
  });

  test('shows a held card immediately when its host is no longer allowed', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: slowly('of-the-first'), allowedHosts: ['bots.example'] } });
    const call = page.call(own);
    page.auth.setOptions({ botSso: { getToken: slowly('of-the-second') } });
    await vi.advanceTimersByTimeAsync(0);
    expect(call.answers).toEqual([{ show: true, at: Date.now() }]);
    expect(page.find('card-1')?.outcome).toMatchObject({ type: 'failed', error: { code: 'bot-url-host' } });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tokens(page)).toEqual([]);
  });

  test('posts for a card on screen whose host is still allowed', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: () => Promise.resolve(null), allowedHosts: ['bots.example'] } });
    await page.requestDecision(own);
    page.auth.setOptions({ botSso: { getToken: () => Promise.resolve('of-the-second'), allowedHosts: ['bots.example'] } });
    const signedIn = page.auth.completeSignIn('card-1');
    await vi.advanceTimersByTimeAsync(100);
    await signedIn;
    expect(tokens(page)).toEqual(['of-the-second']);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in' });
  });

  test('keeps the card on screen while botSso is missing for a while', async () => {
    const botSso = { getToken: () => Promise.resolve(null), allowedHosts: ['bots.example'] };
    const page = await openBotPage('v2', { botSso });
    await page.requestDecision(own);
    page.auth.setOptions({ botSso: undefined });
    page.auth.setOptions({ botSso: { ...botSso, getToken: () => Promise.resolve('of-the-second') } });
    const signedIn = page.auth.completeSignIn('card-1');
    await vi.advanceTimersByTimeAsync(100);
    await signedIn;
    expect(tokens(page)).toEqual(['of-the-second']);
  });
});
