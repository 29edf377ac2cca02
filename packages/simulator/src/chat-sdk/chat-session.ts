import type { Conversation } from '../omnichannel/conversation.js';
import type { ConversationOperation, ConversationResult, Omnichannel, OmnichannelEvent } from '../omnichannel/omnichannel.js';
import { ChatSdkError, type ChatSdkErrorName } from './chat-sdk-error.js';

/** The SDK's calls to Omnichannel. Each rejects with a ChatSdkError of the given name. */
export interface ChatSession {
  start(token: string | null, context: Conversation['context'] | undefined): Promise<Conversation>;
  perform(conversationId: string, operation: ConversationOperation, token: string | null, failure: ChatSdkErrorName): Promise<Conversation>;
  /** The id of the open conversation of the token's customer, for persistent chat; null when there is none. */
  findOpenConversation(token: string | null): Promise<string | null>;
  /** Calls back for each event of the conversation from now on. Returns a function that unsubscribes. */
  follow(conversation: Conversation, listener: (event: OmnichannelEvent) => void): () => void;
}

export function createChatSession(omnichannel: Omnichannel, widgetId: string): ChatSession {
  const conversationOf = async (answer: Promise<ConversationResult>, failure: ChatSdkErrorName): Promise<Conversation> => {
    const result = await answer.catch((cause: unknown) => {
      throw new ChatSdkError(failure, { why: `Omnichannel cannot be reached: ${String(cause)}` });
    });
    if ('conversation' in result) return result.conversation;
    if ('refusal' in result) throw new ChatSdkError(failure, { status: 401, why: result.refusal.detail });
    throw new ChatSdkError(failure, { status: 404, why: 'Omnichannel does not know this widget or conversation.' });
  };
  const perform: ChatSession['perform'] = (conversationId, operation, token, failure) =>
    conversationOf(omnichannel.perform({ conversationId, operation, token }), failure);

  return {
    start: (token, context = {}) =>
      conversationOf(omnichannel.startConversation({ widgetId, token, context }), 'ConversationInitializationFailure'),
    perform,
    async findOpenConversation(token) {
      const conversations = await omnichannel.getConversations();
      for (const { id, status, authenticated, widgetId: owner } of conversations.toReversed()) {
        if (status !== 'open' || !authenticated || owner !== widgetId) continue;
        // Omnichannel refuses a token that belongs to another customer.
        const own = await perform(id, 'details', token, 'InvalidConversation').catch(() => null);
        if (own) return id;
      }
      return null;
    },
    follow: ({ id, messages }, listener) => omnichannel.subscribe(listener, { conversationId: id, after: messages.length }),
  };
}
