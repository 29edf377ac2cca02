'use client';
import type { LiveChatAuthState } from '@lcw-auth/core';
import { useState, useSyncExternalStore } from 'react';
import { isEqual as isEqualData } from './is-equal.js';
import { useScope } from './scope.js';
import { createSelect } from './select.js';

/**
 * Returns what `selector` takes from the state. The component renders again only when that value changes.
 * @param isEqual Default: compares plain objects and arrays by content, and everything else by identity.
 * @throws Error outside a `<LiveChatAuthProvider>`.
 * @example const expiresAt = useLiveChatState(({ authToken }) => (authToken.status === 'valid' ? authToken.expiresAt : null));
 */
export function useLiveChatState<Selected>(
  selector: (state: LiveChatAuthState) => Selected,
  isEqual: (a: Selected, b: Selected) => boolean = isEqualData,
): Selected {
  const { client } = useScope('useLiveChatState');
  const [select] = useState(createSelect<LiveChatAuthState, Selected>);
  return useSyncExternalStore(
    client.subscribe,
    () => select(client.getState(), selector, isEqual),
    () => select(client.getServerState(), selector, isEqual),
  );
}
