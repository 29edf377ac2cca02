import { useLiveChatAuth } from '@lcw-auth/react';
import { useRef, type ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import { useLanguage } from '../messages/language.js';
import { signIn, submitSignOut } from './sign-in-window.js';
import { useFocusAfterSignIn } from './use-focus-after-sign-in.js';

/** The sign-in button, or the signed-in customer with the sign-out button. Empty while the session is loading. */
export function AccountMenu({ customer }: { customer: Customer | null | undefined }): ReactNode {
  const { language, messages } = useLanguage();
  const { signOut } = useLiveChatAuth();
  const container = useRef<HTMLDivElement>(null);
  const expectChange = useFocusAfterSignIn(container, customer && customer.id);

  const onSignIn = (): void => {
    expectChange();
    void signIn(language).catch(() => undefined);
  };
  const onSignOut = (): void => {
    expectChange();
    // Browsers allow a popup only while they handle the click. The chat discards its token immediately, in every tab.
    submitSignOut(language);
    void signOut();
  };

  return (
    <div ref={container} className="account-menu" aria-busy={customer === undefined}>
      {customer === null ? (
        <button type="button" className="button primary" onClick={onSignIn}>
          {messages.session.signIn}
        </button>
      ) : null}
      {customer ? (
        <div className="account" role="group" aria-label={messages.session.account}>
          <span className="avatar" aria-hidden="true">
            {customer.name.slice(0, 1)}
          </span>
          <span className="account-name">{customer.name}</span>
          {customer.vip ? <span className="badge vip">{messages.session.vip}</span> : null}
          <button type="button" className="button quiet" onClick={onSignOut}>
            {messages.session.signOut}
          </button>
        </div>
      ) : null}
    </div>
  );
}
