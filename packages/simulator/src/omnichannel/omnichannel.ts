import type { Activity } from '../bot/activity.js';
import type { AgentAvailability } from './agent-availability.js';
import type { Conversation, ConversationMessage } from './conversation.js';
import type { OmnichannelRecords, SaveResult } from './records.js';
import type { Refusal } from './validation.js';
import type { ContextVariableValue } from './workstream.js';

/** The configuration that a widget reads before it starts a chat. */
export interface WidgetConfiguration {
  /** Null: the widget has no chat authentication setting, so it requests no token. */
  authentication: { javascriptClientFunction: string | null } | null;
  /** True when a chat without a token is anonymous and raises no error. */
  signInOptional: boolean;
  /** True for persistent chat: the customer's conversation outlives the chat window. */
  persistentChat: boolean;
}

/** A request to start a chat. */
export interface StartRequest {
  /** The id of the chat widget's record. */
  widgetId: string;
  /** The JWT; null for an anonymous chat. */
  token: string | null;
  /** The context of the context provider or of `startChat`. Used in anonymous chats only. */
  context?: Readonly<Record<string, ContextVariableValue>>;
}

/** A call of an open chat. A v2 widget sends its token with each of them. */
export type ChatOperation = 'reconnect' | 'details' | 'transcript' | 'survey';

/**
 * A call within a conversation. 'authenticate' signs a customer in during an anonymous chat whose sign-in is optional, as
 * `authenticateChat` of the chat SDK does. The script layer has no such method. Its chats are authenticated at the next reconnect.
 */
export type ConversationOperation = ChatOperation | 'end' | 'authenticate';

/** A request of the widget within a conversation. */
export interface OperationRequest {
  /** The id of the conversation. */
  conversationId: string;
  /** The call. */
  operation: ConversationOperation;
  /** Null when the conversation is anonymous. Undefined when a v1 widget makes the call, because v1 sends no token. */
  token: string | null | undefined;
}

/** The conversation, or the reason why there is none. `resumed`: a persistent conversation was open already. */
export type ConversationResult = { conversation: Conversation; resumed?: true } | { refusal: Refusal } | { notFound: true };

/** The availability of the queue to which a chat would be routed, or the reason why there is none. `tooManyRequests` is the service's status 429. */
export type AvailabilityResult =
  | { availability: AgentAvailability }
  | { refusal: Refusal }
  | { notFound: true }
  | { tooManyRequests: true };

/** A message to send. An activity is a bot's message with attachments, and only widgets receive it. */
export type OutgoingMessage = { from: 'customer' | 'bot' | 'agent' | 'system'; text: string } | { from: 'bot'; activity: Activity };

/** An event of Omnichannel. */
export type OmnichannelEvent =
  | { type: 'conversation'; conversation: Conversation }
  | { type: 'message'; conversationId: string; message: ConversationMessage; activity?: Activity }
  | { type: 'typing'; conversationId: string; who: 'bot' | 'agent' | null }
  | { type: 'bot-signed-in'; conversationId: string; signInId: string }
  | { type: 'records'; records: OmnichannelRecords };

/** Limits a subscription to one conversation. */
export interface SubscriptionFilter {
  /** The id of the conversation. */
  conversationId: string;
  /** Number of its messages that the subscriber has already. Default 0: all are sent. */
  after?: number | undefined;
}

/** Omnichannel's interface for widgets, agents and administrators. It runs in the same process, or on a server (`remoteOmnichannel`). */
export interface Omnichannel {
  /** Returns the widget's configuration. Null: there is no such widget. */
  getWidget(widgetId: string): Promise<WidgetConfiguration | null>;
  /** Starts a conversation, or continues the customer's persistent one. */
  startConversation(request: StartRequest): Promise<ConversationResult>;
  /** Makes a call within a conversation. */
  perform(request: OperationRequest): Promise<ConversationResult>;
  /** Returns the availability for a chat that would start with this request. At most 100 requests a minute (documented). */
  getAgentAvailability(request: StartRequest): Promise<AvailabilityResult>;
  /** Sends a message and returns its id. Null: the conversation has ended, and nothing was sent. */
  send(conversationId: string, message: OutgoingMessage): Promise<string | null>;
  /** Shows that the bot or the agent is typing. Null: neither of them is typing. */
  setTyping(conversationId: string, who: 'bot' | 'agent' | null): Promise<void>;
  /** Ends the conversation as the agent. */
  endConversation(conversationId: string): Promise<void>;
  /** Returns all conversations, oldest first. */
  getConversations(): Promise<readonly Conversation[]>;
  /** Returns the administrator's records. */
  getRecords(): Promise<OmnichannelRecords>;
  /** Replaces all records, or returns their problems. */
  saveRecords(records: OmnichannelRecords): Promise<SaveResult>;
  /**
   * Subscribes to events. The listener first receives the existing conversations, or the given one with its messages.
   * Activities contain secrets, so only a subscription to their conversation receives them. Returns a function that unsubscribes.
   */
  subscribe(listener: (event: OmnichannelEvent) => void, filter?: SubscriptionFilter): () => void;
}
