import type { BotCard, BotSsoOutcome } from './state.js';

/** Does this outcome mean that the bot has the person's token? 202 and 404: the user was signed in already. */
export const isSignedIn = (outcome: BotSsoOutcome): boolean =>
  outcome.type === 'already-signed-in' || (outcome.type === 'posted' && [200, 202, 404].includes(outcome.httpStatus));

/**
 * Where every card is decided: the app's `decide` if it gives a clear answer, else the documented policy,
 * which shows the card unless the bot has the token (setBotAuthTokenProvider reference page).
 */
export function decideCard(outcome: BotSsoOutcome, decide: ((outcome: BotSsoOutcome) => { show: boolean }) | undefined): boolean {
  try {
    const show: unknown = decide?.(outcome).show;
    if (typeof show === 'boolean') return show;
  } catch {
    // A `decide` that throws decides nothing.
  }
  return !isSignedIn(outcome);
}

/** What a card asks of the person once its exchange has ended. */
export function statusAfter(outcome: BotSsoOutcome): BotCard['status'] {
  if (isSignedIn(outcome)) return 'signed-in';
  return outcome.type === 'failed' && outcome.error.code === 'bot-url-expired' ? 'expired' : 'sign-in-required';
}
