import type { BotSsoState } from '@lcw-auth/core';
import { useLiveChatState } from '@lcw-auth/react';
import { explainCard } from '@lcw-auth/react/devtools';
import type { LiveChatSimulator } from '@lcw-auth/simulator';
import { useLayoutEffect, type ReactNode } from 'react';

/** Explains why the page shows or hides the card with this sign-in id. */
export type ExplainCard = (signInId: string | null) => string;

const known = new WeakMap<LiveChatSimulator, ExplainCard>();

/** Returns a function that explains the cards of this simulator, or undefined outside `renderWithLiveChat`. */
export function explainCardsOf(simulator: LiveChatSimulator): ExplainCard | undefined {
  // The simulator that `withAct` returns inherits from the one that was rendered.
  return known.get(simulator) ?? known.get(Object.getPrototypeOf(simulator) as LiveChatSimulator);
}

/** Records the cards on the page, so that a matcher can report why a card is shown. */
export function FollowCards({ simulator, tokenExchange }: { simulator: LiveChatSimulator; tokenExchange: boolean }): ReactNode {
  const state = useLiveChatState(({ botSso }) => botSso);
  useLayoutEffect(
    () => void known.set(simulator, (signInId) => explain(state, signInId, tokenExchange)),
    [simulator, state, tokenExchange],
  );
  return null;
}

function explain({ status, cards }: BotSsoState, signInId: string | null, tokenExchange: boolean): string {
  if (status === 'disabled') return 'The option botSso is missing, so the page does not decide about cards.';
  // The library does not trust the id of a card whose URL it refused.
  const card = cards.find((each) => each.signInId === signInId) ?? cards.find((each) => each.signInId === '');
  return card ? explainCard(card, tokenExchange) : 'The widget did not ask the page about this card.';
}
