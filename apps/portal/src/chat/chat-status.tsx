import { useAuthToken, useBotSso, useLiveChatAuth } from '@lcw-auth/react';
import type { ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import { useLanguage } from '../messages/language.js';
import { signIn } from '../session/sign-in-window.js';

/** The way into the chat, and as whom one would chat. */
export function ChatStatus({ customer, isSignInWanted }: { customer: Customer | null; isSignInWanted: boolean }): ReactNode {
  const { language, messages } = useLanguage();
  const { chat } = messages;
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
          {chat.reason}: <code>{error.code}</code>. <span lang="en">{error.hint}</span>
        </p>
      ) : null}
      {isSignInWanted && !customer ? (
        <p className="note">
          {chat.wanted}{' '}
          <button type="button" className="link" onClick={() => void signIn(language).catch(() => undefined)}>
            {chat.wantedAction}
          </button>
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
