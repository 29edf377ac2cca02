import type { ContextVariableValue } from './workstream.js';

/** One line of a conversation, as the agent sees it. Sign-in cards carry no URL here: it is a secret of widget and bot. */
export type ConversationMessage = {
  id: string;
  /** Milliseconds since the epoch. */ at: number;
  from: 'customer' | 'bot' | 'agent' | 'system';
} & ({ type: 'text'; text: string } | { type: 'sign-in-card'; text: string; signInId: string | null });

/** A conversation with the agent's summary. A new object on every change. */
export interface Conversation {
  id: string;
  /** The agent's field Authenticated: Yes or No. */
  authenticated: boolean;
  /** The linked contact's GUID. */
  contactId: string | null;
  /** The linked record: named by the token's `sub`, by `portalcontactid` in its context, or by the context values Name, Email and Phone. */
  customer: { type: 'contact' | 'account'; id: string; name?: string } | null;
  /** The linked case: named by the context value CaseNumber, or the customer's only active case. */
  caseNumber: string | null;
  context: Readonly<Record<string, ContextVariableValue>>;
  queue: string;
  /** Higher is answered sooner. */
  priority: number;
  status: 'open' | 'ended';
  /** The widget record through which it came. */
  widgetId: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  messages: readonly ConversationMessage[];
}
