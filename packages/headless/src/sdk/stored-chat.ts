/**
 * Removes the data that Microsoft's widget stored about a conversation, so that the next user's widget does not resume it. The keys are
 * hashes, so the entries are found by the conversation's id. Does nothing when the browser's storage is disabled.
 */
export function forgetStoredChat(window: Window, chatId: string): void {
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    try {
      const storage = window[name];
      for (const key of Object.keys(storage)) if (storage.getItem(key)?.includes(chatId)) storage.removeItem(key);
    } catch {
      // The browser's storage is disabled, so the widget stored nothing.
    }
  }
}
