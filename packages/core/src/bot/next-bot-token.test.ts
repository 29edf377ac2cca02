import { describe, expect, test } from 'vitest';
import { emptyBotToken, isUsable, nextBotToken, type BotTokenEvent, type BotTokenState } from './next-bot-token.js';

const source = async () => 'token';
const other = async () => 'other';
const warming: BotTokenState = { status: 'warming', source };
const held: BotTokenState = { status: 'held', source, expiresAt: 100_000 };
const states = [emptyBotToken, warming, held];

describe('nextBotToken', () => {
  const rows: [BotTokenEvent, after: [empty: BotTokenState, warming: BotTokenState, held: BotTokenState]][] = [
    [
      { type: 'warm-up-started', source: other },
      [
        { status: 'warming', source: other },
        { status: 'warming', source: other },
        { status: 'warming', source: other },
      ],
    ],
    [{ type: 'warm-up-ended' }, [emptyBotToken, emptyBotToken, held]],
    [{ type: 'discarded' }, [emptyBotToken, emptyBotToken, emptyBotToken]],
    [
      { type: 'arrived', source: other, expiresAt: 7 },
      [
        { status: 'held', source: other, expiresAt: 7 },
        { status: 'held', source: other, expiresAt: 7 },
        { status: 'held', source: other, expiresAt: 7 },
      ],
    ],
  ];

  test.each(rows)('after $type, from the states empty, warming and held', (event, after) => {
    expect(states.map((state) => nextBotToken(state, event))).toEqual(after);
  });
});

describe('isUsable', () => {
  test.each([
    ['true for the function that returned the token', held, source, 94_999, true],
    ['false in the last five seconds', held, source, 95_000, false],
    ['false for another function', held, other, 0, false],
    ['false for no function', held, undefined, 0, false],
    ['false while the token is being fetched', warming, source, 0, false],
    ['false without a token', emptyBotToken, source, 0, false],
  ])('is %s', (_what, state, from, now, usable) => {
    expect(isUsable(state, from, now)).toBe(usable);
  });
});
