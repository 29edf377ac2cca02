import type { StartChatOptions } from '@lcw-auth/core';
import type { Conversation } from '../omnichannel/conversation.js';
import type { ChatOperation, Omnichannel, OmnichannelEvent, WidgetConfiguration } from '../omnichannel/omnichannel.js';
import type { SimulatorState } from '../simulator-state.js';
import type { Store } from '../store.js';
import type { AuthTokens } from './auth-token.js';
import { ChatError } from './chat-error.js';
import { chatHistory } from './chat-history.js';
import type { ContextProviders } from './context-provider.js';
import type { ConversationMemory } from './conversation-memory.js';
import type { Incoming } from './incoming.js';
import type { Lifetime } from './lifetime.js';
import type { OmnichannelClient } from './omnichannel-client.js';
import type { WidgetPage } from './widget-page.js';

/** The chat of a widget. A widget has one at a time. */
export interface Chat {
  /** Opens a chat, continues the remembered one, or returns the open one. Rejects with a ChatError. */
  start(options?: StartChatOptions): Promise<Conversation>;
  /** Continues the conversation that the browser remembers, when the page can supply the token that it needs. */
  resume(panel: 'open' | 'minimized'): Promise<void>;
  /** Makes a call, with a token when the chat is authenticated. Rejects with a ChatError, and the chat stays open. */
  perform(operation: ChatOperation): Promise<void>;
  /**
   * Closes the panel and ends the conversation. Does nothing when the chat is closed already.
   * A persistent conversation stays open, unless the page closes it in v2. (Source: newer versions of Microsoft's widget.)
   */
  close(by: 'page' | 'customer'): Promise<void>;
  /** Closes the panel because another tab has ended the chat. */
  leave(): void;
}

export interface ChatParts {
  generation: 'v1' | 'v2';
  page: WidgetPage;
  lifetime: Lifetime;
  state: Store<SimulatorState>;
  omnichannel: Omnichannel;
  client: OmnichannelClient;
  authTokens: AuthTokens;
  contextProviders: ContextProviders;
  memory: ConversationMemory;
  createIncoming(): Incoming;
}

export function createChat({
  generation,
  page,
  lifetime,
  state,
  omnichannel,
  client,
  authTokens,
  contextProviders,
  memory,
  createIncoming,
}: ChatParts): Chat {
  let starting: Promise<Conversation> | null = null;
  let resuming: Promise<void> | null = null;
  let ending: Promise<void> = Promise.resolve();
  let following: { configuration: WidgetConfiguration; stop: () => void } | null = null;

  async function open(options: StartChatOptions): Promise<Conversation> {
    state.change({ chat: { status: 'connecting' }, panel: 'open', messages: [], typing: null });
    await Promise.all([ending, resuming]);
    const { chat } = state.get();
    if (chat.status === 'open') return chat.conversation;
    try {
      const configuration = await client.configure();
      const resumed = await reopen(configuration);
      if (resumed) return resumed;
      const { conversation, resumed: continues } = await client.start(configuration, () => contextProviders.read(options.customContext));
      memory.set(conversation.id);
      if (continues) {
        retrieve(conversation, configuration);
        return conversation;
      }
      state.change({ chat: { status: 'open', conversation } });
      page.raise('lcw:startChat', { conversationId: conversation.id });
      page.raise('lcw:chatQueued', { conversationId: conversation.id });
      follow(conversation, configuration, 0);
      return conversation;
    } catch (error) {
      if (error instanceof ChatError) state.change({ chat: { status: 'failed', errorCode: error.errorCode, message: error.message } });
      throw error;
    }
  }

  async function reopen(configuration: WidgetConfiguration): Promise<Conversation | null> {
    const conversationId = memory.get();
    if (conversationId === null) return null;
    const conversation = await client.reconnect(conversationId, configuration);
    if (!conversation) {
      memory.clear(conversationId);
      return null;
    }
    retrieve(conversation, configuration);
    return conversation;
  }

  /** Shows a conversation that was open already. */
  function retrieve(conversation: Conversation, configuration: WidgetConfiguration): void {
    state.change({ chat: { status: 'open', conversation }, messages: chatHistory(conversation) });
    page.raise('lcw:chatRetrieved', { conversationId: conversation.id });
    follow(conversation, configuration, conversation.messages.length);
  }

  async function tryToResume(panel: 'open' | 'minimized'): Promise<void> {
    try {
      const configuration = await client.configure();
      if (authTokens.canAnswer(configuration) && (await reopen(configuration))) state.change({ panel });
    } catch (error) {
      // The widget has raised lcw:error. Opening the chat tries again.
      if (!(error instanceof ChatError)) throw error;
    }
  }

  /** Shows the events of a conversation in the panel from now on. */
  function follow({ id }: Conversation, configuration: WidgetConfiguration, after: number): void {
    const incoming = createIncoming();
    const listener = (event: OmnichannelEvent) => {
      if (event.type === 'message') incoming.receive(event.message, event.activity);
      else if (event.type === 'typing') state.change({ typing: event.who });
      else if (event.type === 'bot-signed-in') incoming.complete(event.signInId);
      else if (event.type === 'conversation') conversationChanged(event.conversation);
    };
    let unsubscribe = () => {};
    const stop = () => {
      forget();
      incoming.stop();
      unsubscribe();
    };
    const forget = lifetime.onEnd(stop);
    following = { configuration, stop };
    unsubscribe = omnichannel.subscribe(listener, { conversationId: id, after });
    // The first event may have ended the conversation.
    if (!following) unsubscribe();
  }

  function conversationChanged(conversation: Conversation): void {
    const { chat } = state.get();
    if (chat.status !== 'open' || chat.conversation === conversation) return;
    if (conversation.status === 'open') {
      state.change({ chat: { status: 'open', conversation } });
      page.raise('lcw:threadUpdate', { conversationId: conversation.id });
      return;
    }
    stopFollowing();
    memory.clear(conversation.id);
    authTokens.chatEnded();
    state.change({ chat: { status: 'ended', conversation }, typing: null });
    page.raise('lcw:closeChat', { conversationId: conversation.id });
  }

  function stopFollowing(): void {
    following?.stop();
    following = null;
  }

  async function end(conversationId: string, configuration: WidgetConfiguration): Promise<void> {
    try {
      await client.perform(conversationId, 'end', configuration);
    } catch (error) {
      // The panel closes, but the conversation stays open at Omnichannel: a ghost chat.
      if (!(error instanceof ChatError)) throw error;
    } finally {
      authTokens.chatEnded();
    }
  }

  return {
    start(options = {}) {
      const { chat } = state.get();
      if (chat.status === 'open') {
        state.change({ panel: 'open' });
        return Promise.resolve(chat.conversation);
      }
      starting ??= open(options).finally(() => {
        starting = null;
      });
      return starting;
    },

    resume(panel) {
      if (memory.get() === null || starting || state.get().chat.status === 'open') return Promise.resolve();
      resuming ??= tryToResume(panel).finally(() => {
        resuming = null;
      });
      return resuming;
    },

    async perform(operation) {
      const { chat } = state.get();
      if (chat.status !== 'open' || !following) throw new Error(`perform('${operation}') needs an open chat. Call startChat() first.`);
      conversationChanged(await client.perform(chat.conversation.id, operation, following.configuration));
    },

    async close(by) {
      await Promise.all([starting?.catch(() => undefined), resuming]);
      const { chat } = state.get();
      if (chat.status === 'closed') return ending;
      const configuration = following?.configuration;
      stopFollowing();
      memory.clear('conversation' in chat ? chat.conversation.id : memory.get());
      state.change({ chat: { status: 'closed' }, panel: 'closed', messages: [], typing: null });
      page.raise('lcw:closeChat', null);
      page.raise('lcw:onClose', null);
      if (chat.status !== 'open' || !configuration) return ending;
      const stays = configuration.persistentChat && (by === 'customer' || generation === 'v1');
      if (stays) authTokens.chatEnded();
      else ending = end(chat.conversation.id, configuration);
      return ending;
    },

    leave() {
      if (state.get().chat.status !== 'open') return;
      stopFollowing();
      authTokens.chatEnded();
      state.change({ chat: { status: 'closed' }, panel: 'closed', messages: [], typing: null });
    },
  };
}
