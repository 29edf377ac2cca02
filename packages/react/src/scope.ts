'use client';
import type { BotSsoOptions, LiveChatAuthClient, LiveChatAuthEvent, LiveChatAuthState } from '@lcw-auth/core';
import { createContext, useContext } from 'react';
import { botSsoSupply, type SupplyBotSso } from './bot-sso-supply.js';
import { createView, type View } from './view.js';

/** What `<LiveChatAuthProvider>` gives the hooks. Its identity changes only with the client. */
export interface Scope {
  client: LiveChatAuthClient;
  /** Fetches a new token; the state says how that ended. */
  refresh: () => Promise<void>;
  /** The one view of a hook's consumers, by the function that makes what they get. */
  view: <Value>(toValue: ToValue<Value>) => View<Value>;
  supplyBotSso: SupplyBotSso;
  /** The window that carries the widget; undefined is the global one. */
  window: Window | undefined;
  /** The last events, oldest first, for the devtools. */
  events: readonly LiveChatAuthEvent[];
}
type ToValue<Value> = (state: LiveChatAuthState, scope: Scope) => Value;

/**
 * @param readBotSso The bot options of a client that was created outside React.
 */
export function createScope(
  client: LiveChatAuthClient,
  {
    window,
    events = [],
    readBotSso = () => undefined,
  }: {
    window?: Window | undefined;
    events?: LiveChatAuthEvent[];
    readBotSso?: () => BotSsoOptions | undefined;
  },
): Scope {
  const views = new Map<unknown, View<unknown>>();
  const scope: Scope = {
    client,
    refresh: async () => void (await client.getAuthToken({ force: true })),
    view<Value>(toValue: ToValue<Value>) {
      let view = views.get(toValue);
      if (!view) views.set(toValue, (view = createView(client, (state) => toValue(state, scope))));
      return view as View<Value>;
    },
    supplyBotSso: botSsoSupply(client, readBotSso),
    window,
    events,
  };
  return scope;
}

export const ScopeContext = createContext<Scope | null>(null);

/** @throws Error outside a provider, with what to write. */
export function useScope(hook: string): Scope {
  const scope = useContext(ScopeContext);
  if (!scope)
    throw new Error(`${hook} needs a provider above it: write <LiveChatAuthProvider userId={...} getAuthToken={...}> around the app.`);
  return scope;
}
