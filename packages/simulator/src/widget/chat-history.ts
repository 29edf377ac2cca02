import type { Conversation } from '../omnichannel/conversation.js';
import type { ChatMessage } from '../simulator-state.js';

/** The lines of a chat that was open before. Its sign-in cards are lost: their URLs were never kept. */
export const chatHistory = ({ messages }: Conversation): readonly ChatMessage[] => messages.map(asHistory);

function asHistory(message: Conversation['messages'][number]): ChatMessage {
  if (message.type === 'text') return message;
  return { ...message, buttonTitle: '', buttonUrl: '', visibility: 'hidden', completed: false };
}
