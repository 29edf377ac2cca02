'use client';
import type { BotSsoOptions, BotSsoState, LiveChatAuth, LiveChatAuthError, LiveChatAuthState } from '@lcw-auth/core';
import { useEffect, useMemo, useState } from 'react';
import { createBotSsoSupplier } from './bot-sso-suppliers.js';
import { useScope } from './scope.js';
import { useLiveChatState } from './use-live-chat-state.js';

const select = (state: LiveChatAuthState): BotSsoState => state.botSso;

/** What `useBotSso` returns. */
export type BotSsoResult = BotSsoState &
  Pick<LiveChatAuth, 'completeSignIn'> & {
    /** A sign-in card of the bot is on screen and nobody has signed in for it yet. */
    isSignInCardVisible: boolean;
    /** Why the newest card's exchange failed; null when it did not. */
    error: LiveChatAuthError | null;
  };

/**
 * The bot's single sign-on. Without `options` it only reads; with them the component supplies them:
 * the innermost mounted component wins, and when it unmounts the next one out (at last the provider's) is back.
 * @param options New functions on every render are fine: the newest are called, and nothing registers again.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useBotSso(options?: BotSsoOptions): BotSsoResult {
  const { botSso, completeSignIn } = useScope('useBotSso');
  const state = useLiveChatState(select);
  const [supplier] = useState(() => createBotSsoSupplier(botSso.nextOrder(), options));

  useEffect(() => {
    supplier.set(options);
    botSso.add(supplier);
  }, [supplier, options, botSso]);
  useEffect(() => () => botSso.delete(supplier), [supplier, botSso]);

  return useMemo(() => {
    const [newest] = state.cards;
    return {
      ...state,
      isSignInCardVisible: state.cards.some(({ visibility, status }) => visibility === 'shown' && status !== 'signed-in'),
      error: newest?.outcome?.type === 'failed' ? newest.outcome.error : null,
      completeSignIn,
    };
  }, [state, completeSignIn]);
}
