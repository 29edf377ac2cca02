import '../styles/agent.css';
import { useEffect, useState, type ReactNode } from 'react';
import { useLanguage } from '../messages/language.js';
import { ViewHeader } from '../view-header.js';
import { ConversationList } from './conversation-list.js';
import { ConversationSummary } from './conversation-summary.js';
import { Transcript } from './transcript.js';
import { useConversations } from './use-conversations.js';

/** The agent's view: the waiting customers, their identity, and the messages. */
export function AgentView(): ReactNode {
  const { messages } = useLanguage();
  const { conversations, isError } = useConversations();
  const [chosen, setChosen] = useState<string | null>(null);
  const conversation = conversations.find(({ id }) => id === chosen) ?? conversations[0] ?? null;
  useEffect(() => {
    document.title = `${messages.demo.agent} - ${messages.shop.brand}`;
  }, [messages]);
  return (
    <>
      <ViewHeader current="agent" />
      <main className="agent">
        <h1>{messages.demo.agent}</h1>
        {isError ? <p role="alert">{messages.agent.unreachable}</p> : null}
        <ConversationList conversations={conversations} chosen={conversation?.id ?? null} onChoose={setChosen} />
        {conversation ? (
          <>
            <Transcript key={conversation.id} conversation={conversation} />
            <ConversationSummary conversation={conversation} />
          </>
        ) : (
          <p className="agent-empty quiet-text">{messages.agent.empty}</p>
        )}
      </main>
    </>
  );
}
