'use client';
import type { ChatState, LiveChatAuthClient, LiveChatAuthError } from '@lcw-auth/core';
import { useScopeValue, type Scope, type Snapshot } from './scope.js';

/** The result of `useLiveChatAuth`. The functions stay the same. */
export interface LiveChatAuthResult extends Pick<LiveChatAuthClient, 'startChat' | 'closeChat' | 'signOut' | 'retry'> {
  /** Whether the widget is on the page and can be used. */
  status: 'waiting' | 'ready' | 'unavailable';
  /** True when `status` is `ready`. */
  isReady: boolean;
  /** The user that is signed in to the portal; null when no user is, undefined while the session is loading. */
  userId: string | null | undefined;
  /** Whether the widget's chat is open, and whether its conversation is authenticated. */
  chat: ChatState;
  /** Why the widget is unavailable, or otherwise the error of the token; null when there is no error. */
  error: LiveChatAuthError | null;
}

const toResult = ({ state: { widget, authToken, userId, chat } }: Snapshot, { client }: Scope): LiveChatAuthResult => ({
  status: widget.status,
  isReady: widget.status === 'ready',
  userId,
  chat,
  error: widget.status === 'unavailable' ? widget.error : 'error' in authToken ? authToken.error : null,
  startChat: client.startChat,
  closeChat: client.closeChat,
  signOut: client.signOut,
  retry: client.retry,
});

/**
 * Returns the state of the widget, the user and the chat, and functions to control the chat. Renders its component again when one of these values
 * changes, but not when a token is renewed.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useLiveChatAuth(): LiveChatAuthResult {
  return useScopeValue('useLiveChatAuth', toResult);
}
