'use client';
import type { AuthTokenState } from '@lcw-auth/core';
import { useScopeValue, type Scope, type Snapshot } from './scope.js';

/** What `useAuthToken` returns: what is known about the token, never the token itself. */
export type AuthTokenResult = AuthTokenState & {
  /** Fetches a new token now. Resolves when the request has ended; the state contains the result. Always the same function. */
  refresh: () => Promise<void>;
};

const toResult = ({ state }: Snapshot, { refresh }: Scope): AuthTokenResult => ({ ...state.authToken, refresh });

/**
 * Returns the state of the auth token: the safe claims, the expiry, and the error. Never the token itself.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useAuthToken(): AuthTokenResult {
  return useScopeValue('useAuthToken', toResult);
}
