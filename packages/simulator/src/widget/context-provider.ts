import type { ContextProvider, StartChatOptions } from '@lcw-auth/core';
import type { Conversation } from '../omnichannel/conversation.js';
import type { WidgetPage } from './widget-page.js';

/** The context provider, for anonymous chats. */
export interface ContextProviders {
  setContextProvider(provider: ContextProvider): void;
  getContextProvider(): ContextProvider | null;
  removeContextProvider(): void;
  /** Returns the context of a chat that starts now. A provider that throws causes error 1, and the chat starts without context. */
  read(customContext: StartChatOptions['customContext']): Conversation['context'];
}

type Given = NonNullable<StartChatOptions['customContext']>;

/** v1 reads the context at registration, as it does with tokens. v2 reads it when a chat starts. */
export function createContextProviders(page: WidgetPage, generation: 'v1' | 'v2'): ContextProviders {
  let provider: ContextProvider | null = null;
  let taken: Given = {};
  const ask = (): Given => {
    if (generation === 'v1' || !provider) return taken;
    try {
      return provider();
    } catch {
      page.raiseError(1);
      return {};
    }
  };
  return {
    setContextProvider(next) {
      if (typeof next !== 'function') throw new TypeError('setContextProvider: the provider must be a function.');
      if (generation === 'v1') taken = next();
      provider = next;
    },
    getContextProvider: () => provider,
    removeContextProvider() {
      provider = null;
      taken = {};
    },
    read(customContext = {}) {
      const entries = Object.entries({ ...ask(), ...customContext }).map(([name, { value }]) => [name, value] as const);
      return Object.fromEntries(entries.filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)));
    },
  };
}
