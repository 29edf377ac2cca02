import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.js';
import type { Session, SessionNews } from './use-session.js';

/** Announces the result of a sign-in or sign-out, and that the server does not respond. */
export function SessionNotice({ news, session }: { news: SessionNews | null; session: Session }): ReactNode {
  const { session: texts } = useMessages();
  const { customer, isUnreachable } = session;
  const isProblem = isUnreachable || news === 'failed';
  let text = '';
  if (isUnreachable) text = texts.serverDown;
  else if (news === 'failed') text = texts.failed;
  else if (news === 'signed-in' && customer) text = texts.signedIn(customer.name);
  else if (news === 'signed-out' && customer === null) text = texts.signedOut;
  return (
    <p role="status" className={isProblem ? 'session-notice' : 'visually-hidden'}>
      {text}
    </p>
  );
}
