'use client';
import type { AuthTokenState } from '@lcw-auth/core';
import { useScopeValue, type Scope, type Snapshot } from './scope.js';

/** What `useAuthToken` returns: what is known about the token, never the token itself. */
export type AuthTokenResult = AuthTokenState & {
  /** Fetches a new token now. Resolves when the request has ended; the state says how. Keeps its identity. */
  refresh: () => Promise<void>;
};

const toResult = ({ state }: Snapshot, { refresh }: Scope): AuthTokenResult => ({ ...state.authToken, refresh });

/**
 * Returns what the library holds for the widget's next request: the claims, the expiry, and what went wrong. Never the token.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useAuthToken(): AuthTokenResult {
  return useScopeValue('useAuthToken', toResult);
}
