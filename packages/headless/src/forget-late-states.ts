import type { BroadcastServiceLike } from './bot/connect-bot-sso.js';
import type { StoredChats } from './sdk/stored-chats.js';

/**
 * Removes the data about a conversation again when a late message stores it again. Returns a function that ends this.
 *
 * The widget posts its state to itself and stores it when the message arrives. Each rendering of the widget replaces the queue of
 * messages, and the old queue delivers what it still holds up to 500 ms later. The user may have left by then. (Source.)
 */
export function forgetLateStates(storedChats: StoredChats, broadcastService: BroadcastServiceLike): () => void {
  const subscription = broadcastService.getAnyMessage().subscribe(({ payload }) => {
    // The widget stores the state in this task.
    if ('domainStates' in Object(payload)) queueMicrotask(storedChats.forgetAgain);
  });
  return () => subscription.unsubscribe();
}
