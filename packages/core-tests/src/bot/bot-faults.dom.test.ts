import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each(['v1', 'v2'] as const)("The return value of the widget's callback is ignored (%s)", (generation) => {
  test.each<[string, () => unknown]>([
    ['a promise that never settles', () => new Promise<void>(() => {})],
    ['a promise that rejects', () => Promise.reject(new Error('The widget is broken.'))],
  ])('when it is %s, and the next card is decided in time', async (_what, callback) => {
    const page = await openBotPage(generation);
    void page.provide(botTokenUrl('card-1'), callback);
    await vi.advanceTimersByTimeAsync(100);
    expect(page.calls).toMatchObject([{ ended: 'resolved' }]);
    expect(await page.requestDecision(botTokenUrl('card-2'))).toEqual({ show: false, afterMs: 50 });
  });
});

describe('The resources of a card are released with it', () => {
  test('so 2,000 cards leave the timers of 20 cards, and none after disconnect', async () => {
    const page = await openBotPage('v2', { botSso: { getToken: () => Promise.resolve(null) } });
    await vi.advanceTimersByTimeAsync(10_000);
    const before = vi.getTimerCount();
    for (let number = 1; number <= 2_000; number += 1) page.call(botTokenUrl(`card-${number}`));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(page.calls.every(({ ended }) => ended === 'resolved')).toBe(true);
    expect(vi.getTimerCount() - before).toBeLessThanOrEqual(20);
    page.disconnect();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBeLessThanOrEqual(before);
  });

  test('so the requests of cards that were dropped are aborted', async () => {
    const signals: AbortSignal[] = [];
    const getToken = ({ signal, signInId }: { signal: AbortSignal; signInId: string | null }) => {
      if (signInId !== null) signals.push(signal);
      return signInId === null ? Promise.resolve(null) : new Promise<null>(() => {});
    };
    const page = await openBotPage('v2', { botSso: { getToken } });
    for (let number = 1; number <= 50; number += 1) page.call(botTokenUrl(`card-${number}`));
    await vi.advanceTimersByTimeAsync(0);
    expect(page.calls.filter(({ ended }) => ended === 'resolved').length).toBeGreaterThan(0);
    page.disconnect();
    await vi.advanceTimersByTimeAsync(100);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
    expect(page.calls.every(({ ended }) => ended === 'resolved')).toBe(true);
  });
});

describe('A bot token service that is slow', () => {
  test('keeps at most one timer for the decision of each card', async () => {
    const page = await openBotPage('v2', {}, createBotTokenServiceDouble('hang'));
    await vi.advanceTimersByTimeAsync(1_000);
    const before = vi.getTimerCount();
    page.call(botTokenUrl('card-1'));
    await vi.advanceTimersByTimeAsync(2_000);
    // What is left: the expiry of the URL, and the service that hangs.
    expect(vi.getTimerCount() - before).toBeLessThanOrEqual(2);
    page.disconnect();
    await vi.advanceTimersByTimeAsync(10);
  });
});
