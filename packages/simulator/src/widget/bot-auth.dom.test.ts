import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answering, decided, openChat } from './card.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('v1', () => {
  test('every setBotAuthTokenProvider adds a listener that is never removed', async () => {
    const { sdk, simulator } = await openChat('v1');
    const providers = [answering(true), answering(true), answering(false)];
    for (const provider of providers) sdk.setBotAuthTokenProvider(provider);
    expect(await decided(simulator.sendSignInCard())).toEqual({ shown: false, afterMs: 1_000, providerCalls: 3 });
    for (const provider of providers) expect(provider).toHaveBeenCalledTimes(1);
  });

  test('the answer is posted after the provider’s promise, not when the callback is called', async () => {
    const { sdk, simulator } = await openChat('v1');
    sdk.setBotAuthTokenProvider(async (_url, callback) => {
      callback({ show: false });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    });
    expect(await decided(simulator.sendSignInCard())).toMatchObject({ shown: true });
  });

  test("the previous card's answer is posted when the callback was not called for this card", async () => {
    const { sdk, simulator } = await openChat('v1');
    let calls = 0;
    sdk.setBotAuthTokenProvider((_url, callback) => {
      calls += 1;
      if (calls === 1) callback({ show: false });
    });
    expect(await decided(simulator.sendSignInCard())).toMatchObject({ shown: false });
    expect(await decided(simulator.sendSignInCard())).toMatchObject({ shown: false });
  });

  test('the answer of a provider that answers after its promise counts for the next card', async () => {
    const { sdk, simulator } = await openChat('v1');
    sdk.setBotAuthTokenProvider((_url, callback) => void setTimeout(() => callback({ show: false }), 100));
    expect(await decided(simulator.sendSignInCard())).toMatchObject({ shown: true });
    expect(await decided(simulator.sendSignInCard())).toMatchObject({ shown: false });
  });

  test('a provider that rejects posts no answer, also after a callback', async () => {
    const { sdk, simulator } = await openChat('v1');
    sdk.setBotAuthTokenProvider(async (_url, callback) => {
      callback({ show: false });
      throw new Error('broken');
    });
    expect(await decided(simulator.sendSignInCard())).toEqual({ shown: true, afterMs: 2_000, providerCalls: 1 });
  });

  test('lcw:signInCardReceived contains the bot token URL, and any script can forge it', async () => {
    const { sdk, simulator, raised } = await openChat('v1');
    const provider = answering(true);
    sdk.setBotAuthTokenProvider(provider);
    await decided(simulator.sendSignInCard({ sasUrl: 'https://token.botframework.com/real' }));
    window.dispatchEvent(new CustomEvent('lcw:signInCardReceived', { detail: { sasUrl: 'https://token.botframework.com/forged' } }));
    expect(raised.find(({ type }) => type === 'lcw:signInCardReceived')?.detail).toEqual({ sasUrl: 'https://token.botframework.com/real' });
    expect(provider.mock.calls.map(([url]) => url)).toEqual([
      'https://token.botframework.com/real',
      'https://token.botframework.com/forged',
    ]);
  });
});

describe('v2', () => {
  test('the last provider that was set is called', async () => {
    const { sdk, simulator } = await openChat('v2');
    const [first, last] = [answering(true), answering(false)];
    sdk.setBotAuthTokenProvider(first);
    sdk.setBotAuthTokenProvider(last);
    expect(await decided(simulator.sendSignInCard())).toEqual({ shown: false, afterMs: 1_000, providerCalls: 1 });
    expect(first).not.toHaveBeenCalled();
  });

  test.each([
    [
      'throws',
      () =>
        vi.fn(() => {
          throw new Error('broken');
        }),
    ],
    ['rejects', () => vi.fn(() => Promise.reject(new Error('broken')))],
  ])('a provider that %s gives no answer, so the card is shown', async (_what, provider) => {
    const { sdk, simulator } = await openChat('v2');
    sdk.setBotAuthTokenProvider(provider());
    expect(await decided(simulator.sendSignInCard())).toMatchObject({ shown: true, afterMs: 2_000 });
  });

  test('lcw:signInCardReceived is not raised', async () => {
    const { simulator, types } = await openChat('v2');
    await decided(simulator.sendSignInCard());
    expect(types()).not.toContain('lcw:signInCardReceived');
  });
});
