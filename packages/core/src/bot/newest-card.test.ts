import { expect, test } from 'vitest';
import type { BotCard, BotSsoOutcome } from '../state.js';
import { newestCard } from './newest-card.js';

const outcome: BotSsoOutcome = { type: 'no-token' };
const card = (status: BotCard['status'], visibility: BotCard['visibility'], ended: BotSsoOutcome | null = outcome): BotCard => ({
  signInId: 'card-1',
  status,
  visibility,
  outcome: ended,
});
const signInId = 'card-1';

test.each<[string, BotCard | undefined, ReturnType<typeof newestCard>]>([
  ['no card', undefined, { status: 'idle' }],
  ['a held card', card('exchanging', 'held', null), { status: 'exchanging', signInId }],
  ['a held card whose exchange has ended', card('sign-in-required', 'held'), { status: 'exchanging', signInId }],
  ['a shown card whose exchange still runs', card('exchanging', 'shown', null), { status: 'exchanging', signInId }],
  ['a signed-in card, shown or hidden', card('signed-in', 'hidden'), { status: 'signed-in', signInId }],
  ['a hidden card without a sign-in', card('sign-in-required', 'hidden'), { status: 'idle' }],
  ['a shown card', card('sign-in-required', 'shown'), { status: 'sign-in-required', signInId, outcome }],
  ['a shown card without an outcome', card('sign-in-required', 'shown', null), { status: 'idle' }],
  ['a shown card with an expired URL', card('expired', 'shown'), { status: 'expired', signInId }],
])('the status of %s', (_what, newest, status) => {
  expect(newestCard(newest)).toEqual(status);
});
