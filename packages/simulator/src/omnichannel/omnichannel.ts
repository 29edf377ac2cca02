import type { Activity } from '../bot/activity.js';
import type { AgentAvailability } from './agent-availability.js';
import type { Conversation, ConversationMessage } from './conversation.js';
import type { OmnichannelRecords, SaveResult } from './records.js';
import type { Refusal } from './validation.js';
import type { ContextVariableValue } from './workstream.js';

/** What a widget has to know before it starts a chat. */
export interface WidgetConfiguration {
  /** Null: no chat authentication setting is added to it, so it never asks for a token. */
  authentication: { javascriptClientFunction: string | null } | null;
  signInOptional: boolean;
  /** True for persistent chat: the customer's conversation outlives the chat window. */
  persistentChat: boolean;
}

/** A chat is asked for. */
export interface StartRequest {
  widgetId: string;
  /** The JWT; null for an anonymous chat. */
  token: string | null;
  /** Of the context provider or `startChat`; used in anonymous chats alone. */
  context?: Readonly<Record<string, ContextVariableValue>>;
}

/** A call of an open chat. A v2 widget sends its token with each of them. */
export type ChatOperation = 'reconnect' | 'details' | 'transcript' | 'survey';

/**
 * A call within a conversation. 'authenticate' signs a customer in during an anonymous chat whose sign-in is optional: the chat
 * SDK's `authenticateChat`. The script layer has no method for it; its chats are authenticated at the next reconnect.
 */
export type ConversationOperation = ChatOperation | 'end' | 'authenticate';

/** What the widget sends for an operation within a conversation. */
export interface OperationRequest {
  conversationId: string;
  operation: ConversationOperation;
  /** Null where the conversation is anonymous. Undefined: v1, which is asked for none. */
  token: string | null | undefined;
}

/** The conversation, or why not. `resumed`: a persistent conversation that was open already. */
export type ConversationResult = { conversation: Conversation; resumed?: true } | { refusal: Refusal } | { notFound: true };

/** The availability of the queue to which a chat would go, or why there is none. `tooManyRequests` is the service's status 429. */
export type AvailabilityResult =
  | { availability: AgentAvailability }
  | { refusal: Refusal }
  | { notFound: true }
  | { tooManyRequests: true };

/** What somebody says in a conversation. An activity is a bot's, with its attachments, and reaches widgets alone. */
export type OutgoingMessage = { from: 'customer' | 'bot' | 'agent' | 'system'; text: string } | { from: 'bot'; activity: Activity };

/** What happens in Omnichannel, as it happens. */
export type OmnichannelEvent =
  | { type: 'conversation'; conversation: Conversation }
  | { type: 'message'; conversationId: string; message: ConversationMessage; activity?: Activity }
  | { type: 'typing'; conversationId: string; who: 'bot' | 'agent' | null }
  | { type: 'bot-signed-in'; conversationId: string; signInId: string }
  | { type: 'records'; records: OmnichannelRecords };

/** One conversation alone. */
export interface SubscriptionFilter {
  conversationId: string;
  /** How many of its messages are known already. Default 0: all are told. */
  after?: number;
}

/** Omnichannel as widgets, agents and administrators meet it: in the same process, or on a server (`remoteOmnichannel`). */
export interface Omnichannel {
  /** Null: no such widget. */
  getWidget(widgetId: string): Promise<WidgetConfiguration | null>;
  startConversation(request: StartRequest): Promise<ConversationResult>;
  perform(request: OperationRequest): Promise<ConversationResult>;
  /** Returns the availability for a chat that would start with this request. At most 100 requests a minute (documented). */
  getAgentAvailability(request: StartRequest): Promise<AvailabilityResult>;
  /** Gives the message's id; null where the conversation has ended, and nothing was said. */
  send(conversationId: string, message: OutgoingMessage): Promise<string | null>;
  setTyping(conversationId: string, who: 'bot' | 'agent' | null): Promise<void>;
  /** The agent ends it. */
  endConversation(conversationId: string): Promise<void>;
  /** All of them, oldest first. */
  getConversations(): Promise<readonly Conversation[]>;
  getRecords(): Promise<OmnichannelRecords>;
  /** Replaces all records, or says what is wrong with them. */
  saveRecords(records: OmnichannelRecords): Promise<SaveResult>;
  /**
   * Begins with what is there already: all conversations, or the one named and its messages.
   * Activities, with their secrets, reach only those who name their conversation. Returns what ends it.
   */
  subscribe(listener: (event: OmnichannelEvent) => void, filter?: SubscriptionFilter): () => void;
}
