'use client';
import type { BotSsoOptions, BotSsoState, LiveChatAuthClient, LiveChatAuthError, LiveChatAuthState } from '@lcw-auth/core';
import { useRef, useSyncExternalStore } from 'react';
import { nextPlace } from './bot-sso-supply.js';
import { useScope, type Scope } from './scope.js';

/** What `useBotSso` returns. */
export type BotSsoResult = BotSsoState &
  Pick<LiveChatAuthClient, 'completeSignIn'> & {
    /** A sign-in card of the bot is on screen and nobody has signed in for it yet. */
    isSignInCardVisible: boolean;
    /** Why the newest card's exchange failed; null when it did not. */
    error: LiveChatAuthError | null;
  };

const toResult = ({ botSso }: LiveChatAuthState, { client }: Scope): BotSsoResult => {
  const outcome = botSso.cards[0]?.outcome;
  return {
    ...botSso,
    isSignInCardVisible: botSso.cards.some(({ visibility, status }) => visibility === 'shown' && status !== 'signed-in'),
    error: outcome?.type === 'failed' ? outcome.error : null,
    completeSignIn: client.completeSignIn,
  };
};

/**
 * The bot's single sign-on. Without `options` it only reads; with them the component supplies them:
 * the innermost mounted component wins, and when it unmounts the next one out (at last the provider's) is back.
 * @param options New functions on every render are fine: the newest are called, and nothing registers again.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useBotSso(options?: BotSsoOptions): BotSsoResult {
  const { client, view, supplyBotSso } = useScope('useBotSso');
  // Costs each consumer less than a state.
  const place = useRef<number | null>(null);
  if (place.current === null) place.current = nextPlace();
  const { get, getOnServer } = view(toResult);
  const subscribe = options
    ? // Who listens is mounted: so the options need no effect of their own, and who only reads pays for none.
      (listener: () => void) => {
        const takeAway = supplyBotSso(place.current!, options);
        const unsubscribe = client.subscribe(listener);
        return () => {
          unsubscribe();
          takeAway();
        };
      }
    : client.subscribe;
  return useSyncExternalStore(subscribe, get, getOnServer);
}
