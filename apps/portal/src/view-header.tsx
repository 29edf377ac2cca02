import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.js';
import { useMessages } from './messages/language.js';
import { PagePreferences } from './page-preferences.js';

/** The header of the agent's view and the administrator's view. */
export function ViewHeader({ current }: { current: 'agent' | 'admin' }): ReactNode {
  const { shop, demo } = useMessages();
  return (
    <header className="site-header">
      <div className="site-header-row">
        <a className="brand" href="/">
          <BrandMark />
          <span>{shop.brand}</span>
        </a>
        <nav aria-label={demo.heading} className="site-nav">
          <a href="/">{demo.shop}</a>
          <a href="/agent" aria-current={current === 'agent' ? 'page' : undefined}>
            {demo.agent}
          </a>
          <a href="/admin" aria-current={current === 'admin' ? 'page' : undefined}>
            {demo.admin}
          </a>
        </nav>
        <PagePreferences />
      </div>
    </header>
  );
}
