import { useAuthToken, useBotSso, useLiveChatAuth, type AuthTokenState, type ChatState } from '@lcw-auth/react';
import { useAgentAvailability } from '@lcw-auth/react/query';
import { useRef, type ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import type { Messages } from '../messages/english.js';
import { useLanguage } from '../messages/language.js';
import { signIn } from '../session/sign-in-window.js';
import { useFocusAfterSignIn } from '../session/use-focus-after-sign-in.js';

interface ChatStatusProps {
  customer: Customer | null | undefined;
  isSignInNeeded: boolean;
}

/** The button that opens the chat, and the name under which the customer chats. Texts for developers are in the panel at the bottom of the page. */
export function ChatStatus({ customer, isSignInNeeded }: ChatStatusProps): ReactNode {
  const { language, messages } = useLanguage();
  const texts = messages.chat;
  const { status, chat, error, startChat, retry } = useLiveChatAuth();
  const authToken = useAuthToken();
  const botSso = useBotSso();
  const { data: availability } = useAgentAvailability();
  const container = useRef<HTMLElement>(null);
  const expectChange = useFocusAfterSignIn(container, customer && customer.id);
  const hasProblem = status === 'unavailable' || authToken.status === 'error';
  return (
    <section
      ref={container}
      className="chat-status"
      aria-labelledby="chat-heading"
      data-widget={status}
      data-token={authToken.status}
      data-bot={botSso.status}
      data-chat={chat.status === 'open' ? chat.authentication : chat.status}
      data-error={error?.code}
    >
      <h2 id="chat-heading">{texts.heading}</h2>
      <p className="quiet-text" role="status">
        {status === 'unavailable' ? texts.unavailable : describeCustomer(customer, problemOf(authToken), chat, texts)}
      </p>
      {availability && chat.status === 'closed' && !hasProblem ? (
        <p className="note">{availability.isAgentAvailable ? texts.agentsAvailable : texts.agentsAway}</p>
      ) : null}
      {isSignInNeeded && customer === null ? (
        <p className="note">
          {texts.wanted}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              expectChange();
              void signIn(language).catch(() => undefined);
            }}
          >
            {texts.wantedAction}
          </button>
        </p>
      ) : null}
      {botSso.status === 'signed-in' ? <p className="badge good">{texts.signedInToBot}</p> : null}
      {hasProblem ? (
        <button type="button" className="button quiet" onClick={retry}>
          {texts.retry}
        </button>
      ) : null}
      {status === 'unavailable' ? null : (
        <button
          type="button"
          className="button primary"
          disabled={status !== 'ready'}
          onClick={() => void startChat().catch(() => retry())}
        >
          {status === 'waiting' ? texts.waiting : texts.start}
        </button>
      )}
    </section>
  );
}

type Problem = 'rejected' | 'failed' | null;

/** Returns the error that prevents an authenticated chat. A failed refresh does not count, because the held token is still valid. */
function problemOf(authToken: AuthTokenState): Problem {
  if (authToken.status === 'error') return 'failed';
  return authToken.status === 'valid' && authToken.error?.code === 'token-rejected' ? 'rejected' : null;
}

/** Returns the name under which the customer chats. The state of an open chat has priority over the page's session. */
function describeCustomer(customer: Customer | null | undefined, problem: Problem, chat: ChatState, texts: Messages['chat']): string {
  if (customer === undefined) return texts.checking;
  if (customer === null) return texts.asGuest;
  if (chat.status === 'open') {
    if (chat.authentication === 'authenticated') return texts.asCustomer(customer.name);
    if (chat.authentication === 'rejected') return texts.rejected;
    if (chat.authentication !== 'unknown') return texts.guestChat(customer.name);
  }
  if (problem === 'rejected') return texts.rejected;
  return problem === 'failed' ? texts.tokenFailed : texts.asCustomer(customer.name);
}
