import type { BotCard } from '@lcw-auth/core';

/** Why the widget was told what it was told about this card, in one or two sentences. */
export function explainCard({ status, visibility, outcome }: BotCard): string {
  if (visibility === 'held') return 'The widget holds the card back and waits for the answer.';
  const reason = explainOutcome(outcome);
  if (visibility === 'hidden') return isHidingByPolicy(outcome) ? reason : `${reason} It was hidden by your decide().`;
  if (status === 'signed-in') return `${reason} The card had been shown by then: the widget cannot take it back.`;
  if (status === 'expired') return `${reason} The card's token URL is no longer valid: ask the bot again.`;
  if (status === 'exchanging') return `${reason} The token is being posted now.`;
  return isHidingByPolicy(outcome) ? `${reason} It was shown by your decide().` : reason;
}

function isHidingByPolicy(outcome: BotCard['outcome']): boolean {
  return outcome?.type === 'already-signed-in' || (outcome?.type === 'posted' && [200, 202, 404].includes(outcome.httpStatus));
}

function explainOutcome(outcome: BotCard['outcome']): string {
  switch (outcome?.type) {
    case undefined:
      return 'There is no outcome yet.';
    case 'already-signed-in':
      return 'This sign-in was completed before.';
    case 'timeout':
      return 'There was no outcome within the deadline, so the card was shown. Is the bot token warm when the chat starts?';
    case 'no-token':
      return 'getToken gave null: nobody is signed in, or there is no token without a prompt.';
    case 'failed':
      return `${outcome.error.code}: ${outcome.error.message}`;
    case 'posted':
      return explainStatus(outcome.httpStatus);
  }
}

function explainStatus(httpStatus: number): string {
  if (httpStatus === 200) return 'The bot token service took the token (200).';
  if (httpStatus === 202 || httpStatus === 404) return `The bot token service says that the person is signed in already (${httpStatus}).`;
  if (httpStatus === 401 || httpStatus === 403)
    return `The bot token service refused the token (${httpStatus}). Check its audience and scopes.`;
  return `The bot token service answered ${httpStatus}; only 200, 202 and 404 hide a card.`;
}
