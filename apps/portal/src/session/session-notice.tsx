import type { ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import { useMessages } from '../messages/language.js';
import type { SessionNews } from './use-session.js';

/** Says aloud what became of a sign-in or sign-out. */
export function SessionNotice({ news, customer }: { news: SessionNews | null; customer: Customer | null }): ReactNode {
  const { session } = useMessages();
  const text =
    news === 'failed'
      ? session.failed
      : news === 'signed-in' && customer
        ? session.signedIn(customer.name)
        : news === 'signed-out' && !customer
          ? session.signedOut
          : '';
  return (
    <p role="status" className={news === 'failed' ? 'session-notice' : 'visually-hidden'}>
      {text}
    </p>
  );
}
