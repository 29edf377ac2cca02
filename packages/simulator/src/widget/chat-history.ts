import type { Conversation } from '../omnichannel/conversation.js';
import type { ChatMessage } from '../simulator-state.js';

/** Returns the messages of a chat that was open before. Its sign-in cards are hidden, because their URLs were not kept. */
export const chatHistory = ({ messages }: Conversation): readonly ChatMessage[] => messages.map(asHistory);

function asHistory(message: Conversation['messages'][number]): ChatMessage {
  if (message.type === 'text') return message;
  return { ...message, buttonTitle: '', buttonUrl: '', visibility: 'hidden', completed: false };
}
