import type { ContextVariableValue } from './workstream.js';

/** One message of a conversation as the agent sees it. A sign-in card has no URL here, because the URL is a secret. */
export type ConversationMessage = {
  id: string;
  /** Milliseconds since the epoch. */ at: number;
  from: 'customer' | 'bot' | 'agent' | 'system';
} & ({ type: 'text'; text: string } | { type: 'sign-in-card'; text: string; signInId: string | null });

/** A conversation with the agent's summary. Each change makes a new object. */
export interface Conversation {
  /** The id of the conversation. */
  id: string;
  /** True when the agent's field Authenticated is Yes. */
  authenticated: boolean;
  /** The linked contact's GUID. */
  contactId: string | null;
  /** The linked record: named by the token's `sub`, by `portalcontactid` in its context, or by the context values Name, Email and Phone. */
  customer: { type: 'contact' | 'account'; id: string; name?: string } | null;
  /** The linked case: named by the context value CaseNumber, or the customer's only active case. */
  caseNumber: string | null;
  /** The context variables of the token, or of an anonymous page. */
  context: Readonly<Record<string, ContextVariableValue>>;
  /** The queue's name. */
  queue: string;
  /** A conversation with a higher priority is answered sooner. */
  priority: number;
  /** 'ended' after the customer or the agent has ended it. */
  status: 'open' | 'ended';
  /** The id of the chat widget's record. */
  widgetId: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** The messages, oldest first. */
  messages: readonly ConversationMessage[];
}
