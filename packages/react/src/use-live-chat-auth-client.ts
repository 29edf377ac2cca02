'use client';
import type { LiveChatAuthClient } from '@lcw-auth/core';
import { useScope, useScopeValue, type Snapshot } from './scope.js';

// A user who signed out has left, although the app may still pass the `userId`.
const toUser = ({ state: { userId, authToken } }: Snapshot) =>
  authToken.status === 'signed-out' && authToken.cause === 'signed-out' ? null : userId;

/**
 * Returns the client of the provider, for code that needs the whole client, for example `@lcw-auth/headless`. Renders its
 * component again when the user changes or signs out, and not when another part of the state changes.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useLiveChatAuthClient(): LiveChatAuthClient {
  useScopeValue('useLiveChatAuthClient', toUser);
  return useScope('useLiveChatAuthClient').client;
}
