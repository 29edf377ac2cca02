import type { Method } from './chat-sdk.js';
import type { StoredChats } from './stored-chats.js';

/**
 * Returns `getConversationDetails()` that removes a stored conversation when Omnichannel refuses it. After a reload, the widget asks for
 * the stored conversation. Another user may have signed in meanwhile.
 */
export function forgetRefusedChat(storedChats: StoredChats, getConversationDetails: Method): Method {
  return async (options) => {
    try {
      return await getConversationDetails(options);
    } catch (error) {
      const { liveChatContext } = Object(options) as { liveChatContext?: { chatToken?: { chatId?: string } } };
      const chatId = liveChatContext?.chatToken?.chatId;
      if (chatId !== undefined) {
        storedChats.add(chatId);
        storedChats.forget();
      }
      throw error;
    }
  };
}
