import { describe, expect, test } from 'vitest';
import { LiveChatAuthError } from '../errors.js';
import type { BotCard, BotSsoOutcome } from '../state.js';
import { newestCard } from './newest-card.js';
import { nextCard, receivedCard, type CardEvent } from './next-card.js';

const hidden: BotSsoOutcome = { type: 'posted', httpStatus: 200 };
const refused: BotSsoOutcome = { type: 'posted', httpStatus: 401 };
const noToken: BotSsoOutcome = { type: 'no-token' };
const late: BotSsoOutcome = { type: 'failed', error: new LiveChatAuthError('bot-url-expired') };

const card = (status: BotCard['status'], visibility: BotCard['visibility'], outcome: BotSsoOutcome | null = null): BotCard => ({
  signInId: 'card-1',
  status,
  visibility,
  outcome,
});
const statuses = ['exchanging', 'signed-in', 'sign-in-required', 'expired'] as const;
const visibilities = ['held', 'hidden', 'shown'] as const;

describe('A new showing of a card', () => {
  test('is held back while a token is being exchanged', () => {
    expect(receivedCard('card-1')).toEqual(card('exchanging', 'held'));
  });
});

describe('nextCard', () => {
  const rows: [string, BotCard, CardEvent, BotCard][] = [
    ['a good outcome signs in', card('exchanging', 'held'), { type: 'settled', outcome: hidden }, card('signed-in', 'held', hidden)],
    [
      'a refused token requires a sign-in',
      card('exchanging', 'held'),
      { type: 'settled', outcome: refused },
      card('sign-in-required', 'held', refused),
    ],
    [
      'an outcome "URL expired" expires the card',
      card('exchanging', 'shown'),
      { type: 'settled', outcome: late },
      card('expired', 'shown', late),
    ],
    [
      'a good outcome after the decision still signs in',
      card('sign-in-required', 'shown', noToken),
      { type: 'settled', outcome: hidden },
      card('signed-in', 'shown', hidden),
    ],
    [
      'the decision "show" shows the card',
      card('exchanging', 'held'),
      { type: 'answered', shown: true, outcome: noToken },
      card('sign-in-required', 'shown', noToken),
    ],
    [
      'the decision "hide" hides the card',
      card('signed-in', 'held', hidden),
      { type: 'answered', shown: false, outcome: hidden },
      card('signed-in', 'hidden', hidden),
    ],
    [
      'a sign-in starts an exchange again',
      card('sign-in-required', 'shown', noToken),
      { type: 'exchange-started' },
      card('exchanging', 'shown', noToken),
    ],
    [
      'the expiry of the URL ends an exchange',
      card('exchanging', 'shown'),
      { type: 'expired', outcome: late },
      card('expired', 'shown', late),
    ],
    [
      'the expiry of the URL keeps the outcome of a shown card',
      card('sign-in-required', 'shown', refused),
      { type: 'expired', outcome: late },
      card('expired', 'shown', refused),
    ],
  ];

  test.each(rows)('%s', (_name, before, event, after) => {
    expect(nextCard(before, event)).toEqual(after);
  });

  test.each(['signed-in', 'sign-in-required', 'expired'] as const)('ignores a failure after the decision while %s', (status) => {
    const before = card(status, 'shown', hidden);
    expect(nextCard(before, { type: 'settled', outcome: refused })).toBe(before);
  });

  test.each(statuses)('keeps the first decision, which is final for the widget, while %s', (status) => {
    for (const visibility of ['hidden', 'shown'] as const) {
      const before = card(status, visibility);
      expect(nextCard(before, { type: 'answered', shown: true, outcome: noToken })).toBe(before);
      expect(nextCard(before, { type: 'answered', shown: false, outcome: noToken })).toBe(before);
    }
  });

  test.each(['signed-in', 'expired'] as const)('ignores the expiry of the URL while %s', (status) => {
    const before = card(status, 'shown', hidden);
    expect(nextCard(before, { type: 'expired', outcome: late })).toBe(before);
  });
});

describe('newestCard', () => {
  test('is idle without a card', () => {
    expect(newestCard(undefined)).toEqual({ status: 'idle' });
  });

  const expected: Record<BotCard['status'], Record<BotCard['visibility'], string>> = {
    exchanging: { held: 'exchanging', hidden: 'exchanging', shown: 'exchanging' },
    'signed-in': { held: 'signed-in', hidden: 'signed-in', shown: 'signed-in' },
    'sign-in-required': { held: 'exchanging', hidden: 'idle', shown: 'sign-in-required' },
    expired: { held: 'exchanging', hidden: 'idle', shown: 'expired' },
  };

  test.each(statuses.flatMap((status) => visibilities.map((visibility) => [status, visibility] as const)))(
    'of a card that is %s and %s',
    (status, visibility) => {
      expect(newestCard(card(status, visibility, noToken)).status).toBe(expected[status][visibility]);
    },
  );
});
