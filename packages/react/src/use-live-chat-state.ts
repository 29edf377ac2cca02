'use client';
import type { LiveChatAuthState } from '@lcw-auth/core';
import { useState, useSyncExternalStore } from 'react';
import { isEqual as isEqualData } from './is-equal.js';
import { useScope } from './scope.js';

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
  const { client, subscribe } = useScope('useLiveChatState');
  const [select] = useState(createSelect<Selected>);
  return useSyncExternalStore(
    subscribe,
    () => select(client.getState(), selector, isEqual),
    () => select(client.getServerState(), selector, isEqual),
  );
}

/** Selects once per state and selector, and keeps the value before where the new one is equal. */
function createSelect<Selected>() {
  let last: { state: LiveChatAuthState; selector: unknown; value: Selected } | undefined;
  return (
    state: LiveChatAuthState,
    selector: (state: LiveChatAuthState) => Selected,
    isEqual: (a: Selected, b: Selected) => boolean,
  ): Selected => {
    if (last?.state !== state || last.selector !== selector) {
      const value = selector(state);
      last = { state, selector, value: last && isEqual(last.value, value) ? last.value : value };
    }
    return last.value;
  };
}
