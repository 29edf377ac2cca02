import type OmnichannelChatSDK from '@microsoft/omnichannel-chat-sdk/lib/OmnichannelChatSDK';
import type { ConversationMessage } from '../omnichannel/conversation.js';
import type { Omnichannel, OmnichannelEvent } from '../omnichannel/omnichannel.js';

/** The SDK's methods for the messages of the open chat, with Microsoft's signatures. */
export type MessageMethods = Pick<
  OmnichannelChatSDK,
  'getMessages' | 'sendMessage' | 'onNewMessage' | 'sendTypingEvent' | 'onTypingEvent' | 'onAgentEndSession'
>;

/** The messages of the open chat, and the listeners that the page adds for them. */
export interface ChatMessages {
  methods: MessageMethods;
  /** Passes an event of the conversation to the listeners. */
  receive(event: OmnichannelEvent): void;
  /** Removes the listeners, because the chat has ended. */
  clear(): void;
}

/** @param openChat Returns the id of the open conversation. Throws when none is open. */
export function createChatMessages(omnichannel: Omnichannel, openChat: () => string): ChatMessages {
  const listeners = new Set<(event: OmnichannelEvent) => void>();

  async function listen(listener: (event: OmnichannelEvent) => void): Promise<void> {
    openChat();
    listeners.add(listener);
  }

  return {
    methods: {
      async getMessages() {
        const id = openChat();
        const conversations = await omnichannel.getConversations();
        return conversations.find((each) => each.id === id)?.messages.map(omnichannelMessage) ?? [];
      },
      async sendMessage({ content }) {
        await omnichannel.send(openChat(), { from: 'customer', text: content });
      },
      onNewMessage: (callback) =>
        listen((event) => {
          if (event.type === 'message' && event.message.from !== 'customer') call(callback, omnichannelMessage(event.message));
        }),
      async sendTypingEvent() {
        openChat();
      },
      onTypingEvent: (callback) =>
        listen((event) => {
          if (event.type === 'typing' && event.who !== null) call(callback, { type: 'typing' });
        }),
      onAgentEndSession: (callback) =>
        listen((event) => {
          if (event.type === 'conversation' && event.conversation.status === 'ended') call(callback, { participantsRemoved: [] });
        }),
    },
    receive(event) {
      for (const listener of [...listeners]) listener(event);
    },
    clear: () => listeners.clear(),
  };
}

/** Microsoft's SDK declares its callbacks as `CallableFunction`, which cannot be called without a cast. */
function call(callback: CallableFunction, value: unknown): void {
  (callback as (value: unknown) => void)(value);
}

function omnichannelMessage({ id, at, from, text }: ConversationMessage) {
  return {
    id,
    messageid: id,
    content: text,
    contentType: 'text',
    timestamp: new Date(at),
    role: from,
    sender: { displayName: from, id: from },
  };
}
