'use client';
import type { LiveChatAuthClient, LiveChatAuthError, LiveChatAuthState } from '@lcw-auth/core';
import { useSyncExternalStore } from 'react';
import { useScope, type Scope } from './scope.js';

/** What `useLiveChatAuth` returns. The functions keep their identity. */
export interface LiveChatAuthResult extends Pick<LiveChatAuthClient, 'startChat' | 'closeChat' | 'signOut' | 'retry'> {
  /** Is the widget on the page and usable? */
  status: 'waiting' | 'ready' | 'unavailable';
  /** `status === 'ready'` */
  isReady: boolean;
  /** Who is signed in to the portal; null is anonymous. */
  userId: string | null;
  /** Why the widget is unavailable; else what is wrong with the token; else null. */
  error: LiveChatAuthError | null;
}

const toResult = ({ widget, authToken, userId }: LiveChatAuthState, { client }: Scope): LiveChatAuthResult => ({
  status: widget.status,
  isReady: widget.status === 'ready',
  userId,
  error: widget.status === 'unavailable' ? widget.error : 'error' in authToken ? authToken.error : null,
  startChat: client.startChat,
  closeChat: client.closeChat,
  signOut: client.signOut,
  retry: client.retry,
});

/**
 * The widget, the user and what can be done with them. Renders again when one of its values changes, not at a token's renewal.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useLiveChatAuth(): LiveChatAuthResult {
  const { client, view } = useScope('useLiveChatAuth');
  const { get, getOnServer } = view(toResult);
  return useSyncExternalStore(client.subscribe, get, getOnServer);
}
