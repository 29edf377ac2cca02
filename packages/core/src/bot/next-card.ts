import type { BotCard, BotSsoOutcome } from '../state.js';
import { isSignedIn } from './decide-card.js';

export type CardEvent =
  /** The exchange ended, here or in another tab. */
  | { type: 'settled'; outcome: BotSsoOutcome }
  /** The widget received the decision. `outcome` is what the decision was based on. */
  | { type: 'answered'; shown: boolean; outcome: BotSsoOutcome }
  /** The user signed in, and a token is posted again. */
  | { type: 'exchange-started' }
  /** The card's URL can no longer be used. */
  | { type: 'expired'; outcome: BotSsoOutcome };

/** The card of a new showing. */
export const receivedCard = (signInId: string): BotCard => ({ signInId, status: 'exchanging', visibility: 'held', outcome: null });

/** Returns the card after the event: the same object when nothing changes. */
export function nextCard(card: BotCard, event: CardEvent): BotCard {
  switch (event.type) {
    case 'settled':
      // A failure after the decision is ignored, unless an exchange runs again after a sign-in.
      return isSignedIn(event.outcome) || card.status === 'exchanging' ? end(card, event.outcome) : card;
    case 'answered': {
      if (card.visibility !== 'held') return card;
      const visibility = event.shown ? 'shown' : 'hidden';
      return { ...(card.status === 'exchanging' ? end(card, event.outcome) : card), visibility };
    }
    case 'exchange-started':
      return { ...card, status: 'exchanging' };
    case 'expired':
      if (card.status === 'exchanging') return { ...card, status: 'expired', outcome: event.outcome };
      return card.status === 'sign-in-required' ? { ...card, status: 'expired' } : card;
  }
}

const end = (card: BotCard, outcome: BotSsoOutcome): BotCard => ({
  ...card,
  status: isSignedIn(outcome)
    ? 'signed-in'
    : outcome.type === 'failed' && outcome.error.code === 'bot-url-expired'
      ? 'expired'
      : 'sign-in-required',
  outcome,
});
