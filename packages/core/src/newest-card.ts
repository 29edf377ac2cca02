import type { BotCard, BotSsoState } from './state.js';

type NewestCard = BotSsoState extends infer State ? (State extends BotSsoState ? Omit<State, 'cards'> : never) : never;

/** The state's union is the newest card's. One that the app's `decide` hides though nobody signed in asks nothing of anybody. */
export function newestCard(card: BotCard | undefined): NewestCard {
  if (!card) return { status: 'idle' };
  const { signInId, status, outcome, visibility } = card;
  if (status === 'signed-in') return { status, signInId };
  if (status === 'exchanging' || visibility === 'held') return { status: 'exchanging', signInId };
  if (visibility === 'hidden' || !outcome) return { status: 'idle' };
  return status === 'expired' ? { status, signInId } : { status, signInId, outcome };
}
