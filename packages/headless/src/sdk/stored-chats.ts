/** What Microsoft's React widget stores in the browser about conversations, so that it can resume them after a reload. */
export interface StoredChats {
  /** Removes the data about a conversation, so that the next user's widget does not resume it. */
  forget(chatId: string): void;
  /** Removes the data about forgotten conversations that the widget has stored again. */
  forgetAgain(): void;
  /** Keeps the data about a conversation, because it has started again. */
  keep(chatId: string): void;
}

/** The keys in the storage are hashes, so the entries are found by the conversation's id. Does nothing when the storage is disabled. */
export function createStoredChats(window: () => Window): StoredChats {
  const forgotten = new Set<string>();

  function forgetAgain(): void {
    if (forgotten.size === 0) return;
    for (const name of ['localStorage', 'sessionStorage'] as const) {
      try {
        const storage = window()[name];
        for (const key of Object.keys(storage)) {
          const value = storage.getItem(key) ?? '';
          if ([...forgotten].some((chatId) => value.includes(chatId))) storage.removeItem(key);
        }
      } catch {
        // The browser's storage is disabled, so the widget stored nothing.
      }
    }
  }

  return {
    forget(chatId) {
      forgotten.add(chatId);
      forgetAgain();
    },
    forgetAgain,
    keep: (chatId) => void forgotten.delete(chatId),
  };
}
