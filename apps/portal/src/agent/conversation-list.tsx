import type { Conversation } from '@lcw-auth/simulator/omnichannel';
import type { ReactNode } from 'react';
import { useLanguage } from '../messages/language.js';

interface ConversationListProps {
  conversations: readonly Conversation[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** The incoming conversations, most urgent first. */
export function ConversationList({ conversations, chosen, onChoose }: ConversationListProps): ReactNode {
  const { messages, language } = useLanguage();
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
  return (
    <nav className="conversations panel" aria-label={messages.agent.incoming}>
      <h2>{messages.agent.incoming}</h2>
      {conversations.length === 0 ? <p className="quiet-text">{messages.agent.none}</p> : null}
      <ul>
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <button type="button" aria-current={conversation.id === chosen ? 'true' : undefined} onClick={() => onChoose(conversation.id)}>
              <span className="conversation-who">{customerName(conversation, messages.agent.guest)}</span>
              <time className="note" dateTime={new Date(conversation.startedAt).toISOString()}>
                {time.format(conversation.startedAt)}
              </time>
              <span className="note">{conversation.queue}</span>
              <span className={`badge ${conversation.status === 'open' && conversation.authenticated ? 'good' : ''}`}>
                {conversation.status === 'ended'
                  ? messages.agent.ended
                  : conversation.authenticated
                    ? messages.agent.authenticatedShort
                    : messages.agent.anonymous}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Returns the linked record's name or GUID, or the text for a guest when no record is linked. */
export function customerName({ customer }: Conversation, guest: string): string {
  return customer ? (customer.name ?? customer.id) : guest;
}
