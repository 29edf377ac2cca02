import type { BotCard, BotSsoState } from '../state.js';

type NewestCard = BotSsoState extends infer State ? (State extends BotSsoState ? Omit<State, 'cards'> : never) : never;

/** Returns the status of the newest card. A hidden card without a sign-in counts as idle, because the user need not do anything. */
export function newestCard(card: BotCard | undefined): NewestCard {
  if (!card) return { status: 'idle' };
  const { signInId, status, outcome, visibility } = card;
  if (status === 'signed-in') return { status, signInId };
  if (status === 'exchanging' || visibility === 'held') return { status: 'exchanging', signInId };
  if (visibility === 'hidden' || !outcome) return { status: 'idle' };
  return status === 'expired' ? { status, signInId } : { status, signInId, outcome };
}
