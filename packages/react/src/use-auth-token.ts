'use client';
import type { AuthTokenState, LiveChatAuthState } from '@lcw-auth/core';
import { useSyncExternalStore } from 'react';
import { useScope, type Scope } from './scope.js';

/** What `useAuthToken` returns: what is known of the token, never the token. */
export type AuthTokenResult = AuthTokenState & {
  /** Fetches a new token now. Resolves when that ended, well or not: the state says how. Keeps its identity. */
  refresh: () => Promise<void>;
};

const toResult = ({ authToken }: LiveChatAuthState, { refresh }: Scope): AuthTokenResult => ({ ...authToken, refresh });

/**
 * What the library holds for the widget's next ask: who, until when, and what went wrong. Never the token itself.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useAuthToken(): AuthTokenResult {
  const { client, view } = useScope('useAuthToken');
  const { get, getOnServer } = view(toResult);
  return useSyncExternalStore(client.subscribe, get, getOnServer);
}
