import type { ReactNode } from 'react';
import { BrandMark } from '../brand-mark.js';
import { useMessages } from '../messages/language.js';

/** Delivery, returns and repairs. */
export function ShopFooter(): ReactNode {
  const { shop } = useMessages();
  return (
    <footer className="shop-footer">
      <p className="brand">
        <BrandMark />
        <span>{shop.brand}</span>
      </p>
      <dl>
        {shop.about.map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </footer>
  );
}
