import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BotAuthConfig, CardTiming } from './card-decision.js';
import { generations, readyPage } from './widget.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Opens a chat, sends a card that the bot provider answers after `after` milliseconds, and returns the result. */
async function cardAnswered(
  generation: 'v1' | 'v2',
  cardTiming: CardTiming,
  answer: { show: boolean },
  after: number,
  botAuthConfig: BotAuthConfig = {},
) {
  const { sdk, simulator } = readyPage({ generation, cardTiming, botAuthConfig, setting: null });
  sdk.setBotAuthTokenProvider(
    (_url, callback) =>
      new Promise<void>((resolve) => {
        const settle = () => {
          callback(answer);
          resolve();
        };
        if (after === 0) settle();
        else setTimeout(settle, after);
      }),
  );
  await simulator.startChat();
  const result = simulator.sendSignInCard();
  await vi.advanceTimersByTimeAsync(5_000);
  return result;
}

describe.each(generations)('%s: a card waits for its answer', (generation) => {
  describe('documented timing: requests at 0 and 1,000 ms, read at 1,000 and 2,000 ms', () => {
    test.each([
      ['immediately', 0, { shown: false, afterMs: 1_000 }],
      ['at 10 ms', 10, { shown: false, afterMs: 2_000 }],
      ['at 900 ms', 900, { shown: false, afterMs: 2_000 }],
      ['at 1,100 ms: too late', 1_100, { shown: true, afterMs: 2_000 }],
      ['at 1,900 ms: too late', 1_900, { shown: true, afterMs: 2_000 }],
      ['at 2,100 ms: too late', 2_100, { shown: true, afterMs: 2_000 }],
    ])('an answer "hide" %s', async (_when, after, expected) => {
      expect(await cardAnswered(generation, 'documented', { show: false }, after)).toEqual({ ...expected, providerCalls: 1 });
    });
  });

  describe('silent wait: the answer is read at the end of the interval in which it arrives', () => {
    test.each([
      ['immediately', 0, { shown: false, afterMs: 1_000 }],
      ['at 900 ms', 900, { shown: false, afterMs: 1_000 }],
      ['at 1,100 ms', 1_100, { shown: false, afterMs: 2_000 }],
      ['at 1,900 ms', 1_900, { shown: false, afterMs: 2_000 }],
      ['at 2,100 ms: too late', 2_100, { shown: true, afterMs: 2_000 }],
    ])('an answer "hide" %s', async (_when, after, expected) => {
      expect(await cardAnswered(generation, 'silent-wait', { show: false }, after)).toEqual({ ...expected, providerCalls: 1 });
    });
  });

  test('an early "show" has no effect before the widget reads it', async () => {
    expect(await cardAnswered(generation, 'documented', { show: true }, 0)).toMatchObject({ shown: true, afterMs: 1_000 });
    expect(await cardAnswered(generation, 'documented', { show: true }, 500)).toMatchObject({ shown: true, afterMs: 2_000 });
  });

  test.each([[{}], [{ show: undefined }], [null], ['hide']])(
    'only { show: false } hides the card; the answer %j shows it',
    async (answer) => {
      expect(await cardAnswered(generation, 'documented', answer as never, 0)).toMatchObject({ shown: true });
    },
  );

  test.each([[0], [''], [null], ['false']])('only false hides the card; the value %j shows it', async (show) => {
    expect(await cardAnswered(generation, 'documented', { show } as never, 0)).toMatchObject({ shown: true, afterMs: 1_000 });
  });

  test('without a provider the card is shown after 2 seconds', async () => {
    const { simulator } = readyPage({ generation, setting: null });
    await simulator.startChat();
    const result = simulator.sendSignInCard();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await result).toEqual({ shown: true, afterMs: 2_000, providerCalls: 0 });
  });

  describe("the page's botAuthConfig", () => {
    test.each([
      ['more requests', { fetchBotAuthConfigRetries: 5 }, 1_900, { shown: false, afterMs: 3_000 }],
      ['longer intervals', { fetchBotAuthConfigRetryInterval: 2_000 }, 1_900, { shown: false, afterMs: 4_000 }],
      ['one request, which decides immediately', { fetchBotAuthConfigRetries: 1 }, 0, { shown: true, afterMs: 0 }],
      ['a fallback that hides a missed card', { fallbackShowSignInCard: false }, 2_100, { shown: false, afterMs: 2_000 }],
      ['a fallback that shows a missed card', { fallbackShowSignInCard: true }, 2_100, { shown: true, afterMs: 2_000 }],
      ['a fallback does not overrule an answer', { fallbackShowSignInCard: true }, 10, { shown: false, afterMs: 2_000 }],
    ])('%s', async (_what, botAuthConfig, after, expected) => {
      expect(await cardAnswered(generation, 'documented', { show: false }, after, botAuthConfig)).toMatchObject(expected);
    });
  });

  test('no timer is left after the decision', async () => {
    await cardAnswered(generation, 'documented', { show: false }, 10);
    expect(vi.getTimerCount()).toBe(0);
  });
});
