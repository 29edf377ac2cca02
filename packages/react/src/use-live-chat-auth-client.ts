'use client';
import type { LiveChatAuthClient } from '@lcw-auth/core';
import { useScope, useScopeValue, type Snapshot } from './scope.js';

const toUserId = ({ state }: Snapshot) => state.userId;

/**
 * Returns the client of the provider, for code that needs the whole client, for example `@lcw-auth/headless`. Renders its
 * component again when the user changes, and not when another part of the state changes.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 */
export function useLiveChatAuthClient(): LiveChatAuthClient {
  useScopeValue('useLiveChatAuthClient', toUserId);
  return useScope('useLiveChatAuthClient').client;
}
