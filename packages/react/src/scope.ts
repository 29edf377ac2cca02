'use client';
import type { BotCard, LiveChatAuthClient, LiveChatAuthEvent, LiveChatAuthState } from '@lcw-auth/core';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { isEqual } from './is-equal.js';
import { createSelect } from './select.js';

/** The state that hooks read: the client's state, and the companion cards that the user dismissed. A new object on every change. */
export interface Snapshot {
  state: LiveChatAuthState;
  /** Sign-in ids. */
  dismissed: ReadonlySet<string>;
}

type ToValue<Value> = (snapshot: Snapshot, scope: Scope) => Value;

/** The value that `<LiveChatAuthProvider>` provides to the hooks. It changes only with the client. */
export interface Scope {
  client: LiveChatAuthClient;
  /** The window that contains the widget; undefined means the global window. */
  window: Window | undefined;
  /** The last events, oldest first, for the devtools. */
  events: readonly LiveChatAuthEvent[];
  /** Fetches a new token. The state contains the result. */
  refresh(): Promise<void>;
  /** Dismisses the companion of the named card, or of all cards on screen. A card that the bot sends again is shown again. */
  dismissCard(signInId?: string): void;
  /** Watches for cards that the bot sends again while no component reads them. Returns a function that stops it. */
  watchCards(): () => void;
  subscribe(listener: () => void): () => void;
  /** Returns how a hook reads its value. All components that use the hook share one value per change. */
  view<Value>(toValue: ToValue<Value>): View<Value>;
}

interface View<Value> {
  get(): Value;
  /** For server rendering and hydration. */
  getOnServer(): Value;
}

const noCards: ReadonlySet<string> = new Set();

/** Removes held cards from the set. A held card was sent again and is not decided yet. */
function stillDismissed(dismissed: ReadonlySet<string>, cards: readonly BotCard[]): ReadonlySet<string> {
  const onScreen = cards.filter(({ visibility, signInId }) => visibility === 'shown' && dismissed.has(signInId));
  return onScreen.length === dismissed.size ? dismissed : new Set(onScreen.map(({ signInId }) => signInId));
}

export function createScope(
  client: LiveChatAuthClient,
  { window, events = [] }: { window?: Window | undefined; events?: LiveChatAuthEvent[] } = {},
): Scope {
  let snapshot: Snapshot = { state: client.getState(), dismissed: noCards };
  const serverSnapshot: Snapshot = { state: client.getServerState(), dismissed: noCards };
  const listeners = new Set<() => void>();
  const views = new Map<unknown, View<unknown>>();

  function getSnapshot(): Snapshot {
    const state = client.getState();
    if (state !== snapshot.state) snapshot = { state, dismissed: stillDismissed(snapshot.dismissed, state.botSso.cards) };
    return snapshot;
  }

  function createView<Value>(toValue: ToValue<Value>): View<Value> {
    const select = createSelect<Snapshot, Value>();
    const ofScope = (from: Snapshot) => toValue(from, scope);
    // Select this value first, so that it stays the same object when nothing has changed before hydration.
    const onServer = select(serverSnapshot, ofScope, isEqual);
    return { get: () => select(getSnapshot(), ofScope, isEqual), getOnServer: () => onServer };
  }

  const scope: Scope = {
    client,
    window,
    events,
    refresh: async () => void (await client.getAuthToken({ force: true })),
    dismissCard(signInId) {
      const { state, dismissed } = getSnapshot();
      const meant = state.botSso.cards.filter(
        (card) => card.visibility === 'shown' && (signInId === undefined || card.signInId === signInId),
      );
      snapshot = { state, dismissed: new Set([...dismissed, ...meant.map((card) => card.signInId)]) };
      for (const listener of listeners) listener();
    },
    watchCards: () => client.subscribe(getSnapshot),
    subscribe(listener) {
      const unsubscribe = client.subscribe(listener);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        unsubscribe();
      };
    },
    view<Value>(toValue: ToValue<Value>) {
      let view = views.get(toValue);
      if (!view) views.set(toValue, (view = createView(toValue)));
      return view as View<Value>;
    },
  };
  return scope;
}

export const ScopeContext = createContext<Scope | null>(null);

/** @throws Error outside a provider. The message says what to write. */
export function useScope(hook: string): Scope {
  const scope = useContext(ScopeContext);
  if (!scope)
    throw new Error(`${hook} needs a provider above it: write <LiveChatAuthProvider userId={...} getAuthToken={...}> around the app.`);
  return scope;
}

/** Reads a value from the nearest provider. The component renders again only when that value changes. */
export function useScopeValue<Value>(hook: string, toValue: ToValue<Value>): Value {
  const { subscribe, view } = useScope(hook);
  const { get, getOnServer } = view(toValue);
  return useSyncExternalStore(subscribe, get, getOnServer);
}
