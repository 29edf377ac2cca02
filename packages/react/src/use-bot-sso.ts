'use client';
import type { BotSsoState, LiveChatAuthClient, LiveChatAuthError } from '@lcw-auth/core';
import { useScopeValue, type Scope, type Snapshot } from './scope.js';

/** The result of `useBotSso`. The functions stay the same. */
export type BotSsoResult = BotSsoState &
  Pick<LiveChatAuthClient, 'completeSignIn'> & {
    /**
     * True when the user can sign in for a card that the widget shows: the card has not expired, the user has not signed in
     * for it yet, and its companion was not dismissed. Show your own call to action while it is true.
     */
    isSignInCardVisible: boolean;
    /**
     * Dismisses the app's companion of the named card, or of all cards on screen, for all components below the provider.
     * The widget's own card stays. A card that the bot sends again is shown again.
     */
    dismissCard(signInId?: string): void;
    /** Why the exchange for the newest card failed; null when it did not fail. */
    error: LiveChatAuthError | null;
  };

function toResult({ state: { botSso }, dismissed }: Snapshot, { client, dismissCard }: Scope): BotSsoResult {
  const outcome = botSso.cards[0]?.outcome;
  return {
    ...botSso,
    isSignInCardVisible: botSso.cards.some(
      ({ visibility, status, signInId }) =>
        visibility === 'shown' && status !== 'signed-in' && status !== 'expired' && !dismissed.has(signInId),
    ),
    error: outcome?.type === 'failed' ? outcome.error : null,
    completeSignIn: client.completeSignIn,
    dismissCard,
  };
}

/**
 * Returns the bot's sign-in cards and functions to complete or dismiss them. The bot's options belong to the provider.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useBotSso(): BotSsoResult {
  return useScopeValue('useBotSso', toResult);
}
