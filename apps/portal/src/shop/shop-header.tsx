import type { ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import { BrandMark } from '../brand-mark.js';
import { useMessages } from '../messages/language.js';
import { PagePreferences } from '../page-preferences.js';
import { AccountMenu } from '../session/account-menu.js';

/** The shop's header: brand, links within the page, language, appearance, cart and account. */
export function ShopHeader({ customer, cartCount }: { customer: Customer | null | undefined; cartCount: number }): ReactNode {
  const { shop } = useMessages();
  return (
    <header className="site-header">
      <a className="skip-link" href="#products">
        {shop.skip}
      </a>
      <div className="site-header-row">
        <a className="brand" href="/">
          <BrandMark />
          <span>{shop.brand}</span>
        </a>
        <nav aria-label={shop.brand} className="site-nav">
          <a href="#products">{shop.products}</a>
          <a href="#orders">{shop.orders}</a>
          <a href="#cart" className="cart-link">
            {shop.cart}
            {cartCount > 0 ? (
              <span className="count">
                <span aria-hidden="true">{cartCount}</span>
                <span className="visually-hidden">{shop.cartCount(cartCount)}</span>
              </span>
            ) : null}
          </a>
        </nav>
        <PagePreferences />
        <AccountMenu customer={customer} />
      </div>
    </header>
  );
}
