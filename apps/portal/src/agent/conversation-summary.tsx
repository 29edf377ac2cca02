import type { Conversation } from '@lcw-auth/simulator/omnichannel';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.js';

/** Omnichannel's conversation summary. */
export function ConversationSummary({ conversation }: { conversation: Conversation }): ReactNode {
  const { agent } = useMessages();
  const { authenticated, customer, contactId, context, queue, priority, status } = conversation;
  const variables = Object.entries(context);
  return (
    <section className="panel summary" aria-labelledby="summary">
      <h2 id="summary">{agent.summary}</h2>
      <dl>
        <dt>{agent.authenticated}</dt>
        <dd>
          <span className={`badge ${authenticated ? 'good' : 'bad'}`}>{authenticated ? agent.yes : agent.no}</span>
        </dd>
        <dt>{customer?.type === 'account' ? agent.account : agent.contact}</dt>
        <dd>
          {customer ? (
            <>
              {customer.name ? <span className="summary-name">{customer.name}</span> : null}
              <code>{customer.id}</code>
            </>
          ) : (
            <span className="quiet-text">{contactId ?? agent.notLinked}</span>
          )}
        </dd>
        <dt>{agent.queue}</dt>
        <dd>{queue}</dd>
        <dt>{agent.priority}</dt>
        <dd>{priority}</dd>
        <dt>{agent.status}</dt>
        <dd>{status === 'open' ? agent.open : agent.ended}</dd>
      </dl>
      <h3>{agent.variables}</h3>
      {variables.length === 0 ? <p className="quiet-text">{agent.noVariables}</p> : null}
      <dl className="variables">
        {variables.map(([name, value]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
