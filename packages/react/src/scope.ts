'use client';
import type { LiveChatAuth, LiveChatAuthEvent } from '@lcw-auth/core';
import { createContext, useContext } from 'react';
import { createBotSsoSuppliers, type BotSsoSupplier, type BotSsoSuppliers } from './bot-sso-suppliers.js';

/** What `<LiveChatAuthProvider>` gives the hooks. Its identity, and that of its functions, changes only with the client. */
export interface Scope extends Pick<LiveChatAuth, 'startChat' | 'closeChat' | 'signOut' | 'retry' | 'completeSignIn' | 'subscribe'> {
  client: LiveChatAuth;
  botSso: BotSsoSuppliers;
  refresh: () => Promise<void>;
  /** The window that carries the widget; undefined is the global one. */
  window: Window | undefined;
  /** The last events, oldest first, for the devtools. */
  events: readonly LiveChatAuthEvent[];
}

/** @param outermost Whose bot options the client was created with. */
export function createScope(
  client: LiveChatAuth,
  outermost: Pick<BotSsoSupplier, 'order' | 'options'>,
  rest: { window?: Window | undefined; events?: readonly LiveChatAuthEvent[] } = {},
): Scope {
  return {
    client,
    botSso: createBotSsoSuppliers(client, outermost),
    startChat: (options) => client.startChat(options),
    closeChat: () => client.closeChat(),
    signOut: () => client.signOut(),
    retry: () => client.retry(),
    completeSignIn: (signInId) => client.completeSignIn(signInId),
    subscribe: (listener) => client.subscribe(listener),
    refresh: async () => void (await client.getAuthToken({ force: true })),
    window: rest.window,
    events: rest.events ?? [],
  };
}

export const ScopeContext = createContext<Scope | null>(null);

/** @throws Error outside a provider, with what to write. */
export function useScope(hook: string): Scope {
  const scope = useContext(ScopeContext);
  if (!scope)
    throw new Error(`${hook} needs a provider above it: write <LiveChatAuthProvider userId={...} getAuthToken={...}> around the app.`);
  return scope;
}
