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
/** Gives this token after 300 ms. */
const slowly = (token: string) => vi.fn(() => new Promise<string>((resolve) => void setTimeout(resolve, 300, token)));
const own = 'https://bots.example/api/sas/postToken?state=card-1';

describe('Rule 12: bot options that pass from one supplier to another, in one step', () => {
  test('take no token along', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: () => Promise.resolve('of-the-first') } });
    page.auth.setOptions({ botSso: { getToken: () => Promise.resolve('of-the-second') } });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(tokens(page)).toEqual(['of-the-second']);
  });

  test('do not wait for the token that the first one is fetching, nor keep it when it comes', async () => {
    const [first, second] = [slowly('of-the-first'), slowly('of-the-second')];
    const page = await openBotPage('v2', { botSso: { getToken: first } });
    page.auth.setOptions({ botSso: { getToken: second } });
    expect(await page.requestDecision(botTokenUrl('card-1'))).toEqual({ show: false, afterMs: 350 });
    await page.requestDecision(botTokenUrl('card-2'));
    expect(tokens(page)).toEqual(['of-the-second', 'of-the-second']);
    expect(second).toHaveBeenCalledOnce();
  });

  test('keep the token where the function is the same and another option changes', async () => {
    const getToken = vi.fn(() => Promise.resolve('token'));
    const page = await openBotPage('v2', { botSso: { getToken } });
    page.auth.setOptions({ botSso: { getToken, timeout: 500 } });
    await page.requestDecision(botTokenUrl('card-1'));
    expect(getToken).toHaveBeenCalledOnce();
  });

  test('post nothing to a host that only the first one allowed, for a card on screen', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: () => Promise.resolve(null), allowedHosts: ['bots.example'] } });
    await page.requestDecision(own);
    expect(page.find('card-1')).toMatchObject({ status: 'sign-in-required', visibility: 'shown' });
    page.auth.setOptions({ botSso: { getToken: () => Promise.resolve('of-the-second') } });
    expect(page.find('card-1')).toMatchObject({ status: 'expired', visibility: 'shown' });
    await page.auth.completeSignIn('card-1');
    expect(tokens(page)).toEqual([]);
  });

  test('post nothing to such a host either for a card whose token is awaited: it shows at once', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: slowly('of-the-first'), allowedHosts: ['bots.example'] } });
    const call = page.call(own);
    page.auth.setOptions({ botSso: { getToken: slowly('of-the-second') } });
    await vi.advanceTimersByTimeAsync(0);
    expect(call.answers).toEqual([{ show: true, at: Date.now() }]);
    expect(page.find('card-1')?.outcome).toMatchObject({ type: 'failed', error: { code: 'bot-url-host' } });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tokens(page)).toEqual([]);
  });

  test('post for the card on screen where both allow its host', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: () => Promise.resolve(null), allowedHosts: ['bots.example'] } });
    await page.requestDecision(own);
    page.auth.setOptions({ botSso: { getToken: () => Promise.resolve('of-the-second'), allowedHosts: ['bots.example'] } });
    const signedIn = page.auth.completeSignIn('card-1');
    await vi.advanceTimersByTimeAsync(100);
    await signedIn;
    expect(tokens(page)).toEqual(['of-the-second']);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in' });
  });

  test('keep the card on screen where there are none for a while', async () => {
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
