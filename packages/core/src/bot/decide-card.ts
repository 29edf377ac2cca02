import type { BotSsoOutcome } from '../state.js';

/** True when the bot has the user's token. 202 and 404 mean that the user was signed in before. */
export const isSignedIn = (outcome: BotSsoOutcome): boolean =>
  outcome.type === 'already-signed-in' || (outcome.type === 'posted' && [200, 202, 404].includes(outcome.httpStatus));

/** True when this card never needs another exchange. 202 and 404 do not refer to this card, so it may arrive again. */
export const isPermanent = (outcome: BotSsoOutcome): boolean => outcome.type === 'posted' && outcome.httpStatus === 200;

/**
 * Decides whether a card is shown. Uses the app's `decide` when it returns a valid answer. Otherwise uses the documented
 * policy: the card is shown unless the bot has the token (Microsoft's page about setBotAuthTokenProvider).
 */
export function decideCard(outcome: BotSsoOutcome, decide: ((outcome: BotSsoOutcome) => { show: boolean }) | undefined): boolean {
  try {
    const show: unknown = decide?.(outcome).show;
    if (typeof show === 'boolean') return show;
  } catch {
    // When `decide` throws, the documented policy applies.
  }
  return !isSignedIn(outcome);
}
