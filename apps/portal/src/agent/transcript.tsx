import type { Conversation, ConversationMessage } from '@lcw-auth/simulator/omnichannel';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLanguage } from '../messages/language.js';
import { omnichannel } from '../omnichannel.js';
import { customerName } from './conversation-list.js';

/** The messages, and the field in which the agent answers. */
export function Transcript({ conversation }: { conversation: Conversation }): ReactNode {
  const { messages } = useLanguage();
  const { agent } = messages;
  const [text, setText] = useState('');
  const [hasFailed, setHasFailed] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const isOpen = conversation.status === 'open';
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [conversation.messages.length]);

  const attempt = (work: Promise<unknown>): void => void work.then(() => setHasFailed(false)).catch(() => setHasFailed(true));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    attempt(omnichannel.send(conversation.id, { from: 'agent', text: text.trim() }));
    setText('');
  };

  return (
    <section className="panel transcript" aria-labelledby="transcript">
      <header>
        <h2 id="transcript">{agent.transcriptOf(customerName(conversation, agent.guest))}</h2>
        {isOpen ? (
          <button type="button" className="button quiet small" onClick={() => attempt(omnichannel.endConversation(conversation.id))}>
            {agent.end}
          </button>
        ) : null}
      </header>
      <ol ref={list} tabIndex={0} aria-label={agent.transcript} aria-live="polite">
        {conversation.messages.map((message) => (
          <TranscriptLine key={message.id} message={message} customer={customerName(conversation, agent.guest)} />
        ))}
      </ol>
      {hasFailed ? <p role="alert">{agent.unreachable}</p> : null}
      {isOpen ? (
        <form onSubmit={send}>
          <label className="visually-hidden" htmlFor="answer">
            {agent.answer}
          </label>
          <input id="answer" value={text} autoComplete="off" onChange={(event) => setText(event.target.value)} />
          <button type="submit" className="button primary small">
            {agent.send}
          </button>
        </form>
      ) : (
        <p className="note">{agent.endedNote}</p>
      )}
    </section>
  );
}

function TranscriptLine({ message, customer }: { message: ConversationMessage; customer: string }): ReactNode {
  const { messages, language } = useLanguage();
  const { agent } = messages;
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const who = message.from === 'customer' ? customer : agent.speaker[message.from];
  return (
    <li data-from={message.from}>
      <span className="note">
        {who} &middot; <time dateTime={new Date(message.at).toISOString()}>{time.format(message.at)}</time>
      </span>
      <p>{message.type === 'sign-in-card' ? <em>{agent.card}</em> : message.text}</p>
    </li>
  );
}
