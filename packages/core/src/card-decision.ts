import type { BotSsoOutcome } from './state.js';

/** Does this outcome mean that the bot has the person's token? 202 and 404: the user was signed in already. */
export const isSignedIn = (outcome: BotSsoOutcome): boolean =>
  outcome.type === 'already-signed-in' || (outcome.type === 'posted' && [200, 202, 404].includes(outcome.httpStatus));

/** Only a 200 is remembered: it alone says that this very card was exchanged. */
export const isRemembered = (outcome: BotSsoOutcome): boolean => outcome.type === 'posted' && outcome.httpStatus === 200;

/**
 * Where every card is decided: the app's `decide` if it gives a clear answer, else the documented policy,
 * which shows the card unless the bot has the token (setBotAuthTokenProvider reference page).
 */
export function decideCard(outcome: BotSsoOutcome, decide: ((outcome: BotSsoOutcome) => { show: boolean }) | undefined): boolean {
  try {
    const show: unknown = decide?.(outcome)?.show;
    if (typeof show === 'boolean') return show;
  } catch {
    // A `decide` that throws decides nothing.
  }
  return !isSignedIn(outcome);
}
