import type { BotSsoState } from '@lcw-auth/core';
import { useLiveChatState } from '@lcw-auth/react';
import type { LiveChatSimulator } from '@lcw-auth/simulator';
import { useLayoutEffect, type ReactNode } from 'react';

/** The decisions of the library on the page about the bot's cards. */
export interface PageCards {
  state: BotSsoState;
  /** The option `botSso.tokenExchange`. */
  tokenExchange: boolean;
}

const known = new WeakMap<LiveChatSimulator, PageCards>();

/** Returns the library's decisions about the cards of this simulator; undefined outside `renderWithLiveChat`. */
export function pageCardsOf(simulator: LiveChatSimulator): PageCards | undefined {
  // `withAct` inherits from the simulator that was rendered.
  return known.get(simulator) ?? known.get(Object.getPrototypeOf(simulator) as LiveChatSimulator);
}

/** Records the cards on the page, so that a matcher can report why a card is shown. */
export function FollowCards({ simulator, tokenExchange }: { simulator: LiveChatSimulator; tokenExchange: boolean }): ReactNode {
  const state = useLiveChatState(({ botSso }) => botSso);
  useLayoutEffect(() => void known.set(simulator, { state, tokenExchange }), [simulator, state, tokenExchange]);
  return null;
}
