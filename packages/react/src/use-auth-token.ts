'use client';
import type { AuthTokenState, LiveChatAuthState } from '@lcw-auth/core';
import { useMemo } from 'react';
import { useScope } from './scope.js';
import { useLiveChatState } from './use-live-chat-state.js';

const select = (state: LiveChatAuthState): AuthTokenState => state.authToken;

/** What `useAuthToken` returns: what is known of the token, never the token. */
export type AuthTokenResult = AuthTokenState & {
  /** Fetches a new token now. Resolves when that ended, well or not: the state says how. Keeps its identity. */
  refresh: () => Promise<void>;
};

/**
 * What the library holds for the widget's next ask: who, until when, and what went wrong. Never the token itself.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useAuthToken(): AuthTokenResult {
  const { refresh } = useScope('useAuthToken');
  const authToken = useLiveChatState(select);
  return useMemo(() => ({ ...authToken, refresh }), [authToken, refresh]);
}
