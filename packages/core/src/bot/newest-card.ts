import type { BotCard, BotSsoState } from '../state.js';

type NewestCard = BotSsoState extends infer State ? (State extends BotSsoState ? Omit<State, 'cards'> : never) : never;

/** Returns the status of the newest card. A card that the app's `decide` hides without a sign-in asks nothing of the user. */
export function newestCard(card: BotCard | undefined): NewestCard {
  if (!card) return { status: 'idle' };
  const { signInId, status, outcome, visibility } = card;
  if (status === 'signed-in') return { status, signInId };
  if (status === 'exchanging' || visibility === 'held') return { status: 'exchanging', signInId };
  if (visibility === 'hidden' || !outcome) return { status: 'idle' };
  return status === 'expired' ? { status, signInId } : { status, signInId, outcome };
}
