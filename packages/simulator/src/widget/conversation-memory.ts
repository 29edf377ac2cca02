/**
 * How far a chat outlives its page. 'tabs': all tabs of the browser share it; 'tab': a reload keeps it; 'nothing'.
 * Only the conversation's id is kept, never a token.
 */
export type Remember = 'tabs' | 'tab' | 'nothing';

/** The id of the widget's open conversation, in the browser's storage. */
export interface ConversationMemory {
  get(): string | null;
  set(conversationId: string): void;
  clear(): void;
  /** Calls back when another tab has opened a chat (its id) or closed it (null); returns what ends it. */
  onChange(callback: (conversationId: string | null) => void): () => void;
}

export function createConversationMemory(window: Window, widgetId: string, remember: Remember): ConversationMemory {
  const key = `lcw-simulator:${widgetId}`;
  const storage = () => {
    if (remember === 'nothing') return null;
    try {
      return remember === 'tabs' ? window.localStorage : window.sessionStorage;
    } catch {
      // A page without storage (an opaque origin, a strict browser) forgets.
      return null;
    }
  };
  return {
    get: () => storage()?.getItem(key) ?? null,
    set: (conversationId) => storage()?.setItem(key, conversationId),
    clear: () => storage()?.removeItem(key),
    onChange(callback) {
      const listener = (event: StorageEvent) => {
        if (remember === 'tabs' && event.key === key) callback(event.newValue);
      };
      window.addEventListener('storage', listener);
      return () => window.removeEventListener('storage', listener);
    },
  };
}
