import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { botTokenService } from '../bot/bot-token-service.js';
import { eventually } from '../eventually.fixture.js';
import { answering, decided, openChat } from './card.fixture.js';
import { generations, readyPage } from './widget.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each(generations)('%s', (generation) => {
  test('the provider gets the bot token URL of the card', async () => {
    const { sdk, simulator } = await openChat(generation);
    const provider = answering(false);
    sdk.setBotAuthTokenProvider(provider);
    const sasUrl = 'https://token.botframework.com/api/sas/postToken?state=abc';
    await decided(simulator.sendSignInCard({ sasUrl, signInId: 'abc' }));
    expect(provider.mock.calls).toEqual([[sasUrl, expect.any(Function)]]);
  });

  test('the host of the bot token URL is not checked', async () => {
    const { sdk, simulator } = await openChat(generation);
    const provider = answering(false);
    sdk.setBotAuthTokenProvider(provider);
    await decided(simulator.sendSignInCard({ sasUrl: 'https://evil.example/api/sas/postToken' }));
    expect(provider.mock.calls[0]?.[0]).toBe('https://evil.example/api/sas/postToken');
  });

  test('by default the URL has Bot Framework’s host, the sign-in id as its state, and one minute of validity', async () => {
    const { sdk, simulator } = await openChat(generation);
    const provider = answering(false);
    sdk.setBotAuthTokenProvider(provider);
    await decided(simulator.sendSignInCard({ signInId: 'abc' }));
    const url = new URL(provider.mock.calls[0]?.[0] ?? '');
    expect([url.host, url.searchParams.get('state')]).toEqual(['token.botframework.com', 'abc']);
    expect(Number(url.searchParams.get('expiry')) * 1000 - Date.now()).toBeGreaterThan(50_000);
  });

  test.each(['oauth', 'signin'] as const)('a card of type %s is held back, then hidden', async (type) => {
    const { sdk, simulator } = await openChat(generation);
    sdk.setBotAuthTokenProvider(answering(false));
    const result = simulator.sendSignInCard({ type });
    expect(simulator.getState().messages).toMatchObject([{ type: 'sign-in-card', visibility: 'held' }]);
    expect(await decided(result)).toMatchObject({ shown: false });
    expect(simulator.getState().messages).toMatchObject([{ visibility: 'hidden' }]);
  });

  test('a card without a sign-in id is shown immediately, without a provider call', async () => {
    const { sdk, simulator } = await openChat(generation);
    const provider = answering(false);
    sdk.setBotAuthTokenProvider(provider);
    expect(await simulator.sendSignInCard({ signInId: null })).toEqual({ shown: true, afterMs: 0, providerCalls: 0 });
    expect(provider).not.toHaveBeenCalled();
    expect(simulator.getState().messages).toMatchObject([{ visibility: 'shown', signInId: null }]);
  });

  test('a card without a bot token URL is shown immediately, without a provider call', async () => {
    const { sdk, simulator } = await openChat(generation);
    sdk.setBotAuthTokenProvider(answering(false));
    expect(await simulator.sendSignInCard({ sasUrl: null })).toEqual({ shown: true, afterMs: 0, providerCalls: 0 });
  });

  test.each([true, false])('a card with a known id is dropped without an event, also when the answer was show: %j', async (show) => {
    const { sdk, simulator, types } = await openChat(generation);
    sdk.setBotAuthTokenProvider(answering(show));
    await decided(simulator.sendSignInCard({ signInId: 'abc' }));
    const before = [simulator.getState().messages, types().length];
    expect(await simulator.sendSignInCard({ signInId: 'abc' })).toEqual({ shown: false, afterMs: 0, providerCalls: 0 });
    expect(simulator.getState().messages).toBe(before[0]);
    expect(types().filter((type) => type === 'lcw:onMessageReceived')).toHaveLength(show ? 1 : 0);
  });

  test('after a missed answer the id is forgotten, so the same card can be sent again', async () => {
    const { sdk, simulator } = await openChat(generation);
    const provider = vi.fn(() => new Promise<void>(() => {}));
    sdk.setBotAuthTokenProvider(provider);
    expect(await decided(simulator.sendSignInCard({ signInId: 'abc' }))).toMatchObject({ shown: true, providerCalls: 1 });
    expect(await decided(simulator.sendSignInCard({ signInId: 'abc' }))).toMatchObject({ shown: true, providerCalls: 1 });
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('a new chat starts without known ids', async () => {
    const { sdk, simulator } = await openChat(generation);
    const provider = answering(false);
    sdk.setBotAuthTokenProvider(provider);
    await decided(simulator.sendSignInCard({ signInId: 'abc' }));
    await simulator.endChat();
    await simulator.startChat();
    await decided(simulator.sendSignInCard({ signInId: 'abc' }));
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('other messages wait behind the card, except those of the customer', async () => {
    const { simulator, types } = await openChat(generation);
    const lines = () => simulator.getState().messages.map((message) => (message.type === 'text' ? message.text : message.visibility));
    simulator.receiveMessage('before');
    const result = simulator.sendSignInCard();
    simulator.receiveMessage('behind');
    simulator.sendMessage('mine');
    await vi.advanceTimersByTimeAsync(1_999);
    expect(lines()).toEqual(['before', 'held', 'mine']);
    expect(types().filter((type) => type === 'lcw:onMessageReceived')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await result;
    expect(lines()).toEqual(['before', 'shown', 'mine', 'behind']);
    expect(types().filter((type) => type === 'lcw:onMessageReceived')).toHaveLength(3);
  });

  test('a second card waits behind the first', async () => {
    const { sdk, simulator } = await openChat(generation);
    const provider = answering(false);
    sdk.setBotAuthTokenProvider(provider);
    const results = Promise.all([simulator.sendSignInCard(), simulator.sendSignInCard()]);
    await vi.advanceTimersByTimeAsync(999);
    expect(provider).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(await results).toMatchObject([{ shown: false }, { shown: false }]);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('the card is completed when the bot has received its token', async () => {
    const service = botTokenService();
    const { sdk, simulator } = await openChat(generation, {
      botTokenService: service,
      bot: { onMessage: async (_text, chat) => void (await chat.askToSignIn()) },
    });
    let url = '';
    sdk.setBotAuthTokenProvider((botTokenUrl, callback) => {
      url = botTokenUrl;
      callback({ show: true });
    });
    simulator.sendMessage('orders');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(simulator.getState().messages.at(-1)).toMatchObject({ visibility: 'shown', completed: false });
    await service.fetch(new Request(url, { method: 'POST', body: JSON.stringify({ token: 'good' }) }));
    await eventually(() => expect(simulator.getState().messages.at(-1)).toMatchObject({ visibility: 'shown', completed: true }));
  });

  test('state, log and conversation do not contain the bot token URL', async () => {
    const { sdk, simulator } = await openChat(generation);
    sdk.setBotAuthTokenProvider(answering(true));
    await decided(simulator.sendSignInCard({ sasUrl: 'https://token.botframework.com/?hmac=secret' }));
    expect(JSON.stringify([simulator.getState(), simulator.log, simulator.conversations])).not.toContain('secret');
  });

  test('a card needs an open chat', async () => {
    const { simulator } = readyPage({ generation, setting: null });
    await expect(simulator.sendSignInCard()).rejects.toThrow('sendSignInCard() needs an open chat. Await startChat() first.');
  });
});
