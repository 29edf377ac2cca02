import type { Activity } from '../bot/activity.js';
import { readSignInCard } from '../bot/sign-in-card.js';
import { isGuid } from './customers.js';
import type { Conversation, ConversationMessage } from './conversation.js';
import type { OmnichannelEvent, OutgoingMessage, SubscriptionFilter } from './omnichannel.js';

/** The conversations in memory and their subscribers. */
export interface Conversations {
  list(): readonly Conversation[];
  find(id: string): Conversation | null;
  /** Returns the customer's open conversation with that widget, or null. */
  findOpen(widgetId: string, subject: string): Conversation | null;
  /** @param subject The `sub` of the token. Only tokens of the same customer may continue the conversation. */
  add(conversation: Conversation, subject: string | null): void;
  subjectOf(id: string): string | null;
  change(id: string, changes: Partial<Conversation>, subject?: string | null): Conversation | null;
  /** Adds a message and returns its id. Null: the conversation has ended. */
  say(id: string, message: OutgoingMessage): string | null;
  emit(event: OmnichannelEvent): void;
  subscribe(listener: (event: OmnichannelEvent) => void, filter?: SubscriptionFilter): () => void;
}

interface Kept {
  conversation: Conversation;
  subject: string | null;
  /** Activities by message id. Agents do not see them. */
  activities: Map<string, Activity>;
}

/** Number of conversations that are kept. */
const limit = 500;

export function createConversations(clock: () => number): Conversations {
  const kept = new Map<string, Kept>();
  const listeners = new Set<(event: OmnichannelEvent) => void>();
  const emit = (event: OmnichannelEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  const put = (entry: Kept) => {
    kept.set(entry.conversation.id, entry);
    emit({ type: 'conversation', conversation: entry.conversation });
  };
  const messageEvent = ({ conversation, activities }: Kept, message: ConversationMessage): OmnichannelEvent => {
    const activity = activities.get(message.id);
    return { type: 'message', conversationId: conversation.id, message, ...(activity && { activity }) };
  };

  return {
    list: () => [...kept.values()].map(({ conversation }) => conversation),
    find: (id) => kept.get(id)?.conversation ?? null,
    findOpen(widgetId, subject) {
      const isTheirs = ({ conversation, subject: owner }: Kept) =>
        conversation.status === 'open' && conversation.widgetId === widgetId && isSameSubject(owner, subject);
      return [...kept.values()].find(isTheirs)?.conversation ?? null;
    },
    add(conversation, subject) {
      put({ conversation, subject, activities: new Map() });
      const [oldest] = kept.keys();
      if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    },
    subjectOf: (id) => kept.get(id)?.subject ?? null,
    change(id, changes, subject) {
      const before = kept.get(id);
      if (!before) return null;
      const conversation = { ...before.conversation, ...changes };
      put({ ...before, conversation, ...(subject !== undefined && { subject }) });
      return conversation;
    },
    say(id, outgoing) {
      const before = kept.get(id);
      if (!before || before.conversation.status === 'ended') return null;
      const message = asMessage(outgoing, clock());
      if ('activity' in outgoing) before.activities.set(message.id, outgoing.activity);
      const after = { ...before, conversation: { ...before.conversation, messages: [...before.conversation.messages, message] } };
      put(after);
      emit(messageEvent(after, message));
      return message.id;
    },
    emit,
    subscribe(listener, filter) {
      const named = filter && kept.get(filter.conversationId);
      const current = named ? [named] : filter ? [] : [...kept.values()];
      for (const { conversation } of current) listener({ type: 'conversation', conversation });
      if (named) for (const message of named.conversation.messages.slice(filter.after ?? 0)) listener(messageEvent(named, message));
      const filtered = (event: OmnichannelEvent) => {
        if (!filter) listener(withoutActivity(event));
        else if (conversationOf(event) === filter.conversationId) listener(event);
      };
      listeners.add(filtered);
      return () => void listeners.delete(filtered);
    },
  };
}

/** Compares two `sub` claims: GUIDs without regard to letter case. */
export const isSameSubject = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && isGuid(a) && a.toLowerCase() === b.toLowerCase());

function asMessage(outgoing: OutgoingMessage, at: number): ConversationMessage {
  const line = { id: crypto.randomUUID(), at, from: outgoing.from };
  if (!('activity' in outgoing)) return { ...line, type: 'text', text: outgoing.text };
  const card = readSignInCard(outgoing.activity);
  if (!card) return { ...line, type: 'text', text: outgoing.activity.text };
  return { ...line, type: 'sign-in-card', text: card.text, signInId: card.signInId };
}

function withoutActivity(event: OmnichannelEvent): OmnichannelEvent {
  if (event.type !== 'message') return event;
  const { type, conversationId, message } = event;
  return { type, conversationId, message };
}

function conversationOf(event: OmnichannelEvent): string | null {
  if (event.type === 'records') return null;
  return event.type === 'conversation' ? event.conversation.id : event.conversationId;
}
