import type { LiveChatAuthClient, LiveChatAuthState } from '@lcw-auth/core';
import { isEqual } from './is-equal.js';
import { createSelect } from './select.js';

/** What a hook returns, as React asks for it: made once per change, for all that use the hook. */
export interface View<Value> {
  get: () => Value;
  /** For server rendering and hydration. */
  getOnServer: () => Value;
}

export function createView<Value>(client: LiveChatAuthClient, toValue: (state: LiveChatAuthState) => Value): View<Value> {
  const select = createSelect<Value>();
  // First of all, so that what has not changed by the time of hydration keeps its identity.
  const onServer = select(client.getServerState(), toValue, isEqual);
  return { get: () => select(client.getState(), toValue, isEqual), getOnServer: () => onServer };
}
