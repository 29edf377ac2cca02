import type { BotCard } from '@lcw-auth/core';

/**
 * Explains in one or two sentences why the widget shows or hides this card.
 * @param tokenExchange The option `botSso.tokenExchange`.
 */
export function explainCard({ status, visibility, outcome }: BotCard, tokenExchange: boolean): string {
  if (visibility === 'held') return 'The widget holds the card back and waits for the decision.';
  const reason = explainOutcome(outcome, tokenExchange);
  if (visibility === 'hidden') return isHiddenByPolicy(outcome) ? reason : `${reason} Your decide() function hid the card.`;
  if (status === 'signed-in') return `${reason} The card was on screen by then, and the widget cannot remove it.`;
  if (status === 'expired') return `${reason} The card's token URL is no longer valid: ask the bot again.`;
  if (status === 'exchanging') return `${reason} The token is being posted now.`;
  return isHiddenByPolicy(outcome) ? `${reason} Your decide() function showed the card.` : reason;
}

function isHiddenByPolicy(outcome: BotCard['outcome']): boolean {
  return outcome?.type === 'already-signed-in' || (outcome?.type === 'posted' && [200, 202, 404].includes(outcome.httpStatus));
}

function explainOutcome(outcome: BotCard['outcome'], tokenExchange: boolean): string {
  switch (outcome?.type) {
    case undefined:
      return 'There is no outcome yet.';
    case 'already-signed-in':
      return 'This sign-in was completed before.';
    case 'timeout':
      return 'There was no outcome within the time limit. Return the bot token faster. The client requests it when the chat starts, so it should be available when a card arrives.';
    case 'no-token':
      return 'getToken returned null: no user is signed in, or no token is available without a prompt.';
    case 'failed':
      return `${outcome.error.code}: ${outcome.error.message}`;
    case 'posted':
      return explainStatus(outcome.httpStatus, tokenExchange);
  }
}

function explainStatus(httpStatus: number, tokenExchange: boolean): string {
  if (httpStatus === 200) return 'The bot token service accepted the token (200).';
  if (httpStatus === 202 || httpStatus === 404) return `The bot token service reports that the user is signed in already (${httpStatus}).`;
  if (httpStatus >= 400 && httpStatus < 500)
    return `The bot token service refused the token (${httpStatus}). Check the token's audience and scopes. ${explainTokenExchange(tokenExchange)}`;
  return `The bot token service responded with ${httpStatus}. Only 200, 202 and 404 hide a card.`;
}

const explainTokenExchange = (tokenExchange: boolean): string =>
  tokenExchange
    ? "The option botSso.tokenExchange is true. Remove it when the bot's OAuth connection has no token exchange URL."
    : "Set botSso.tokenExchange to true when the bot's OAuth connection has a token exchange URL.";
