'use client';
import type { LiveChatAuthState } from '@lcw-auth/core';
import { useState, useSyncExternalStore } from 'react';
import { isEqual as isEqualData } from './is-equal.js';
import { useScope } from './scope.js';
import { createSelect } from './select.js';

/**
 * What `selector` takes from the state. The component renders again only when that changes.
 * @param isEqual Default: plain objects and arrays by content, all else by identity.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 * @example const expiresAt = useLiveChatState(({ authToken }) => (authToken.status === 'valid' ? authToken.expiresAt : null));
 */
export function useLiveChatState<Selected>(
  selector: (state: LiveChatAuthState) => Selected,
  isEqual: (a: Selected, b: Selected) => boolean = isEqualData,
): Selected {
  const { client } = useScope('useLiveChatState');
  const [select] = useState(createSelect<Selected>);
  return useSyncExternalStore(
    client.subscribe,
    () => select(client.getState(), selector, isEqual),
    () => select(client.getServerState(), selector, isEqual),
  );
}
