/** What Microsoft's React widget stores in the browser about conversations, so that it can resume them after a reload. */
export interface StoredChats {
  /** Registers a conversation that the current user has started or resumed. */
  add(chatId: string): void;
  /** Registers a conversation of which the widget has data, unless it is forgotten. */
  notice(chatId: string): void;
  /** Removes the data about all registered conversations, so that the next user's widget does not resume them. Returns false for none. */
  forget(): boolean;
  isForgotten(chatId: string): boolean;
}

/** The keys in the storage are hashes, so the entries are found by the conversation's id. Does nothing when the storage is disabled. */
export function createStoredChats(window: () => Window): StoredChats {
  const current = new Set<string>();
  const forgotten = new Set<string>();

  function remove(chatIds: readonly string[]): void {
    for (const name of ['localStorage', 'sessionStorage'] as const) {
      try {
        const storage = window()[name];
        for (const key of Object.keys(storage)) {
          const value = storage.getItem(key) ?? '';
          if (chatIds.some((chatId) => value.includes(chatId))) storage.removeItem(key);
        }
      } catch {
        // The browser's storage is disabled, so the widget stored nothing.
      }
    }
  }

  return {
    add(chatId) {
      forgotten.delete(chatId);
      current.add(chatId);
    },
    notice(chatId) {
      if (!forgotten.has(chatId)) current.add(chatId);
    },
    forget() {
      const chatIds = [...current];
      current.clear();
      for (const chatId of chatIds) forgotten.add(chatId);
      if (chatIds.length > 0) remove(chatIds);
      return chatIds.length > 0;
    },
    isForgotten: (chatId) => forgotten.has(chatId),
  };
}
