import type { Activity } from '../bot/activity.js';
import type { ConversationMessage } from '../omnichannel/conversation.js';
import type { Omnichannel } from '../omnichannel/omnichannel.js';
import { connectionStatus, observableFrom, type Observable } from './observable.js';

/** A Bot Framework activity with the fields that Web Chat and Microsoft's widget read. */
export interface ChatActivity {
  type: string;
  id?: string;
  text?: string;
  timestamp?: string;
  from?: { id: string; name: string; role: 'bot' | 'user' };
  attachments?: Activity['attachments'];
  channelData?: Record<string, unknown>;
}

/** What `createChatAdapter()` resolves to: the connection between Web Chat and one conversation. */
export interface SimulatedChatAdapter {
  /**
   * Yields the conversation's messages from the first one on, until `signal` aborts or the adapter ends. Begins shortly after
   * `connectionStatus$` is online, or after 2 seconds. Microsoft's widget subscribes before its transcript does, and the transcript
   * would miss the messages that arrive between the two.
   */
  activities(options?: { signal?: AbortSignal }): AsyncIterable<ChatActivity>;
  /** Emits 1 (connecting) and 2 (online). */
  connectionStatus$: Observable<number>;
  /** Sends a message of the user and emits the id of the message. */
  postActivity(activity: ChatActivity): Observable<string>;
  end(): void;
}

/** Milliseconds between the status "online" and the first message, in which Web Chat subscribes. */
const subscribeTime = 100;
/** Milliseconds until the messages arrive when no code subscribes to the status. */
const longestWait = 2_000;

export function createChatAdapter(omnichannel: Omnichannel, conversationId: string): SimulatedChatAdapter {
  const ended = new AbortController();
  /** Messages that the user posted and that Omnichannel has not returned yet. Web Chat recognises its own messages by `channelData`. */
  const posted: ChatActivity[] = [];
  let setOnline = (): void => undefined;
  const online = new Promise<void>((resolve) => void (setOnline = resolve));

  const channelDataOf = (message: ConversationMessage): Record<string, unknown> => {
    const index = message.from === 'customer' && message.type === 'text' ? posted.findIndex(({ text }) => text === message.text) : -1;
    const [own] = index === -1 ? [] : posted.splice(index, 1);
    return { ...own?.channelData };
  };

  return {
    async *activities({ signal } = {}) {
      const queue: ChatActivity[] = [];
      const stopped = AbortSignal.any(signal ? [signal, ended.signal] : [ended.signal]);
      let wake = (): void => undefined;
      let sequence = 0;
      const push = (activity: ChatActivity) => {
        queue.push(activity);
        wake();
      };
      stopped.addEventListener('abort', () => wake(), { once: true });
      const unsubscribe = omnichannel.subscribe(
        (event) => {
          if (event.type === 'message') {
            sequence += 1;
            const channelData = { ...channelDataOf(event.message), 'webchat:sequence-id': sequence };
            push({ ...activityOf(event.message, event.activity), channelData });
          } else if (event.type === 'typing' && event.who !== null) {
            push({ type: 'typing', id: crypto.randomUUID(), from: personOf(event.who), timestamp: new Date().toISOString() });
          }
        },
        { conversationId },
      );
      const timer = setTimeout(setOnline, longestWait);
      try {
        await Promise.race([online, new Promise((resolve) => stopped.addEventListener('abort', resolve, { once: true }))]);
        while (!stopped.aborted) {
          const next = queue.shift();
          if (next) yield next;
          else await new Promise<void>((resolve) => void (wake = resolve));
        }
      } finally {
        clearTimeout(timer);
        unsubscribe();
      }
    },
    connectionStatus$: connectionStatus(() => void setTimeout(setOnline, subscribeTime)),
    postActivity(activity) {
      const id = crypto.randomUUID();
      if (activity.type === 'typing' || ended.signal.aborted) return observableFrom(Promise.resolve(id));
      posted.push(activity);
      return observableFrom(omnichannel.send(conversationId, { from: 'customer', text: activity.text ?? '' }).then((sent) => sent ?? id));
    },
    end: () => ended.abort(),
  };
}

function activityOf(message: ConversationMessage, activity: Activity | undefined): ChatActivity {
  const attachments = activity?.attachments ?? [];
  return {
    type: 'message',
    id: message.id,
    timestamp: new Date(message.at).toISOString(),
    from: personOf(message.from),
    text: message.type === 'text' ? message.text : '',
    ...(attachments.length > 0 && { attachments }),
  };
}

const names = { customer: 'You', bot: 'Bot', agent: 'Agent', system: 'System' } as const;

function personOf(from: ConversationMessage['from']): NonNullable<ChatActivity['from']> {
  return { id: from, name: names[from], role: from === 'customer' ? 'user' : 'bot' };
}
