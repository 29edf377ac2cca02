import { useLiveChatEvent } from '@lcw-auth/react';
import { useState, type ReactNode } from 'react';
import type { Customer } from '../../shared/customer.js';
import { ChatProvider } from '../chat/chat-provider.js';
import { ChatStatus } from '../chat/chat-status.js';
import { SignInCall } from '../chat/sign-in-call.js';
import { SimulatedWidget } from '../chat/simulated-widget.js';
import { useTokenFollower } from '../chat/use-token-follower.js';
import { DemoDock } from '../demo/demo-dock.js';
import { readDemoSettings } from '../demo/demo-settings.js';
import { useMessages } from '../messages/language.js';
import { SessionNotice } from '../session/session-notice.js';
import { useSession, useSessionNews } from '../session/use-session.js';
import { CartPanel } from './cart-panel.js';
import { OrdersPanel } from './orders-panel.js';
import { ProductGrid } from './product-grid.js';
import { ShopFooter } from './shop-footer.js';
import { ShopHeader } from './shop-header.js';
import { useCart } from './use-cart.js';

/** The shop: its tree is inside the chat's provider, as a portal's would be. */
export function ShopView(): ReactNode {
  const session = useSession();
  const [settings] = useState(() => readDemoSettings(location.search));
  const [isSignInWanted, setIsSignInWanted] = useState(false);
  const { session: texts } = useMessages();
  if (session.status !== 'known') {
    return (
      <p className="page-loading" role="status">
        {session.status === 'loading' ? texts.loading : texts.serverDown}
      </p>
    );
  }
  return (
    <ChatProvider customer={session.customer} settings={settings} onSignInNeeded={() => setIsSignInWanted(true)}>
      <ShopPage customer={session.customer} isSignInWanted={isSignInWanted} onChatClosed={() => setIsSignInWanted(false)} />
      {settings.widget === 'simulated' ? <SimulatedWidget /> : null}
      <DemoDock settings={settings} />
    </ChatProvider>
  );
}

interface ShopPageProps {
  customer: Customer | null;
  isSignInWanted: boolean;
  onChatClosed: () => void;
}

function ShopPage({ customer, isSignInWanted, onChatClosed }: ShopPageProps): ReactNode {
  const { shop } = useMessages();
  useLiveChatEvent('lcw:closeChat', onChatClosed);
  const news = useSessionNews();
  const followToken = useTokenFollower();
  // The cart's value travels in the token, so a changed cart is a new token.
  const cart = useCart(() => void (customer ? followToken() : null));
  return (
    <>
      <ShopHeader customer={customer} cartCount={cart.cart.lines.reduce((sum, { quantity }) => sum + quantity, 0)} />
      <SessionNotice news={news} customer={customer} />
      <SignInCall />
      <main className="shop">
        <section className="hero" aria-labelledby="hero">
          <div>
            <h1 id="hero">{shop.title}</h1>
            <p className="hero-lead">{shop.lead}</p>
          </div>
          <ChatStatus customer={customer} isSignInWanted={isSignInWanted} />
        </section>
        <div className="shop-columns">
          <ProductGrid onAdd={(id) => cart.add(id, 1)} />
          <aside className="shop-aside" aria-label={shop.cart}>
            <CartPanel {...cart} />
            <OrdersPanel customerId={customer?.id ?? null} />
          </aside>
        </div>
      </main>
      <ShopFooter />
    </>
  );
}
