import { useAuthToken, useBotSso, useLiveChatAuth } from '@lcw-auth/react';
import type { ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import { useMessages } from '../messages/language.js';

/** The way into the chat, and as whom one would chat. */
export function ChatStatus({ customer }: { customer: Customer | null }): ReactNode {
  const { chat } = useMessages();
  const { status, error, startChat, retry } = useLiveChatAuth();
  const authToken = useAuthToken();
  const botSso = useBotSso();
  return (
    <section
      className="chat-status"
      aria-labelledby="chat-heading"
      data-widget={status}
      data-token={authToken.status}
      data-bot={botSso.status}
    >
      <h2 id="chat-heading">{chat.heading}</h2>
      <p className="quiet-text" role="status">
        {status === 'unavailable'
          ? chat.unavailable
          : authToken.status === 'error'
            ? chat.tokenFailed
            : customer
              ? chat.asCustomer(customer.name)
              : chat.asNobody}
      </p>
      {error ? (
        <p className="note">
          {chat.reason}: <code>{error.code}</code>. {error.hint}
        </p>
      ) : null}
      {botSso.status === 'signed-in' ? <p className="badge good">{chat.signedInToBot}</p> : null}
      {status === 'unavailable' || authToken.status === 'error' ? (
        <button type="button" className="button quiet" onClick={retry}>
          {chat.retry}
        </button>
      ) : null}
      {status === 'unavailable' ? null : (
        <button
          type="button"
          className="button primary"
          disabled={status !== 'ready'}
          onClick={() => void startChat().catch(() => retry())}
        >
          {status === 'waiting' ? chat.waiting : chat.start}
        </button>
      )}
    </section>
  );
}
