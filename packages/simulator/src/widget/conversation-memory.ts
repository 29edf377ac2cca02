/**
 * How long the browser remembers a chat. 'tabs': in all tabs. 'tab': in one tab, also after a reload. 'nothing': not at all.
 * Only the conversation's id is stored, never a token.
 */
export type Remember = 'tabs' | 'tab' | 'nothing';

/** Stores the id of the widget's open conversation in the browser. */
export interface ConversationMemory {
  get(): string | null;
  set(conversationId: string): void;
  /** Forgets this conversation, and not a newer one that another tab has stored meanwhile. */
  clear(conversationId: string | null): void;
  /** Calls back when another tab has opened a chat (with the id) or closed it (with null). Returns a function that unsubscribes. */
  onChange(callback: (conversationId: string | null) => void): () => void;
}

export function createConversationMemory(window: Window, widgetId: string, remember: Remember): ConversationMemory {
  const key = `lcw-simulator:${widgetId}`;
  const storage = () => {
    if (remember === 'nothing') return null;
    try {
      return remember === 'tabs' ? window.localStorage : window.sessionStorage;
    } catch {
      // A page without storage (an opaque origin, a strict browser) remembers nothing.
      return null;
    }
  };
  const get = () => storage()?.getItem(key) ?? null;
  return {
    get,
    set: (conversationId) => storage()?.setItem(key, conversationId),
    clear(conversationId) {
      if (get() === conversationId) storage()?.removeItem(key);
    },
    onChange(callback) {
      const listener = (event: StorageEvent) => {
        // Reads storage, because an event can arrive after this tab has already stored a newer chat.
        if (remember === 'tabs' && event.key === key) callback(get());
      };
      window.addEventListener('storage', listener);
      return () => window.removeEventListener('storage', listener);
    },
  };
}
