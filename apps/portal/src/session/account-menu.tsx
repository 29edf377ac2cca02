import { useLiveChatAuth } from '@lcw-auth/react';
import type { ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import { useLanguage } from '../messages/language.js';
import { signIn, submitSignOut } from './sign-in-window.js';

/** Sign-in, or who is signed in and the way out. */
export function AccountMenu({ customer }: { customer: Customer | null }): ReactNode {
  const { language, messages } = useLanguage();
  const { signOut } = useLiveChatAuth();
  if (!customer) {
    return (
      <button type="button" className="button primary" onClick={() => void signIn(language).catch(() => undefined)}>
        {messages.session.signIn}
      </button>
    );
  }
  return (
    <div className="account" role="group" aria-label={messages.session.account}>
      <span className="avatar" aria-hidden="true">
        {customer.name.slice(0, 1)}
      </span>
      <span className="account-name">{customer.name}</span>
      {customer.vip ? <span className="badge vip">{messages.session.vip}</span> : null}
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          // The popup has to open within the click; the chat forgets its token at once, in every tab.
          submitSignOut(language);
          void signOut();
        }}
      >
        {messages.session.signOut}
      </button>
    </div>
  );
}
