import { botTokenService, type BotTokenServiceOptions } from '@lcw-auth/simulator';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBroadcastService, openPage, type PageOptions } from '../headless.fixture.js';
import { connectBotSso } from './connect-bot-sso.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function openBotPage({ delay = 0, ...options }: PageOptions & { delay?: number; service?: BotTokenServiceOptions } = {}) {
  const tokens = botTokenService(options.service);
  const posts = vi.fn(async (url: string, init: RequestInit) => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    return tokens.fetch(new Request(url, init));
  });
  vi.stubGlobal('fetch', posts);
  const page = await openPage({ client: { botSso: { getToken: () => Promise.resolve('bot-token') } }, ...options });
  const broadcast = createBroadcastService();
  const responses = broadcast.heard('BotAuthConfigResponse');
  const disconnect = connectBotSso(page.client, broadcast.service);
  const announce = (sasUrl: string | null) => broadcast.service.postMessage({ eventName: 'SignInCardReceived', payload: { sasUrl } });
  return { ...page, tokens, posts, broadcast, responses, announce, disconnect };
}

test('posts the token and tells the widget to hide the card', async () => {
  const { tokens, responses, announce, client } = await openBotPage();
  announce(tokens.issue('card-1').sasUrl);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(responses).toEqual([{ response: false }]);
  expect(client.getState().botSso).toMatchObject({ status: 'signed-in', signInId: 'card-1' });
});

test('shows a card of a host that is not allowed, and sends nothing there', async () => {
  const { responses, announce, posts } = await openBotPage();
  announce('https://token.botframework.com.evil.example/api/sas/postToken?state=a&expiry=1&id=1&hmac=1');
  await vi.advanceTimersByTimeAsync(100);
  expect(responses).toEqual([{ response: true }]);
  expect(posts).not.toHaveBeenCalled();
});

test('responds to two simultaneous cards in their order, once each', async () => {
  const { tokens, responses, announce, posts } = await openBotPage();
  announce(tokens.issue('card-1').sasUrl);
  announce('https://evil.example/api/sas/postToken?state=b&expiry=1&id=1&hmac=1');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(responses).toHaveLength(2);
  expect(posts).toHaveBeenCalledOnce();
});

test('shows the card when the bot token service is late, but still signs the user in', async () => {
  const { tokens, responses, announce, client } = await openBotPage({ delay: 3_000 });
  announce(tokens.issue('card-1').sasUrl);
  await vi.advanceTimersByTimeAsync(1_900);
  expect(responses).toEqual([{ response: true }]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(responses).toHaveLength(1);
  expect(client.getState().botSso.status).toBe('signed-in');
});

test('does not respond after the widget has decided, because the response would decide the next card', async () => {
  const { responses, announce } = await openBotPage();
  announce('https://evil.example/api/sas/postToken?state=a&expiry=1&id=1&hmac=1');
  // The page was busy for longer than the widget waits.
  vi.setSystemTime(Date.now() + 2_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(responses).toEqual([]);
});

test('decides a card once, even when the announcement is delivered twice', async () => {
  const { tokens, responses, announce, broadcast, posts } = await openBotPage();
  const { sasUrl } = tokens.issue('card-1');
  announce(sasUrl);
  broadcast.service.getAnyMessage().next({ eventName: 'SignInCardReceived', payload: { sasUrl } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(responses).toHaveLength(1);
  expect(posts).toHaveBeenCalledOnce();
});

test('leaves cards to the widget when botSso is missing or the card has no bot token URL', async () => {
  const { responses, announce, tokens, client } = await openBotPage({ client: {} });
  announce(tokens.issue('card-1').sasUrl);
  client.setOptions({ botSso: { getToken: () => Promise.resolve('bot-token') } });
  announce(null);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(responses).toEqual([]);
});

test('opens and closes the widget for the client, in this tab only', async () => {
  const { client, broadcast, conversations } = await openBotPage();
  const opened = broadcast.heard('StartChat');
  const closed = broadcast.heard('InitiateEndChat');
  await client.startChat({ customContext: { page: { value: 'cart' } } });
  expect(opened).toEqual([{ customContext: { page: { value: 'cart' } } }]);
  client.closeChat();
  expect(closed).toHaveLength(1);
  expect(await conversations()).toEqual([]);
});

test('does not decide cards after it was disconnected', async () => {
  const { disconnect, responses, announce, tokens } = await openBotPage();
  disconnect();
  announce(tokens.issue('card-1').sasUrl);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(responses).toEqual([]);
});
