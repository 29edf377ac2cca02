import { useLiveChatEvent } from '@lcw-auth/react';
import { useState, type ReactNode } from 'react';
import { ChatProvider } from '../chat/chat-provider.js';
import { ChatStatus } from '../chat/chat-status.js';
import { SignInCall } from '../chat/sign-in-call.js';
import { SimulatedWidget } from '../chat/simulated-widget.js';
import { useTokenFollower } from '../chat/use-token-follower.js';
import { DemoDock } from '../demo/demo-dock.js';
import { readDemoSettings } from '../demo/demo-settings.js';
import { useMessages } from '../messages/language.js';
import { SessionNotice } from '../session/session-notice.js';
import { useSession, useSessionNews, type Session } from '../session/use-session.js';
import { CartPanel } from './cart-panel.js';
import { OrdersPanel } from './orders-panel.js';
import { ProductGrid } from './product-grid.js';
import { ShopFooter } from './shop-footer.js';
import { ShopHeader } from './shop-header.js';
import { useCart } from './use-cart.js';

/**
 * The shop. Its tree is inside the chat's provider, as in any portal. The page does not wait for the session: while it is
 * loading, `userId` is undefined, but the provider already registers with the widget.
 */
export function ShopView(): ReactNode {
  const session = useSession();
  const [settings] = useState(() => readDemoSettings(location.search));
  const [isSignInNeeded, setIsSignInNeeded] = useState(false);
  return (
    <ChatProvider customer={session.customer} settings={settings} onSignInNeeded={() => setIsSignInNeeded(true)}>
      <ShopPage session={session} isSignInNeeded={isSignInNeeded} onChatClosed={() => setIsSignInNeeded(false)} />
      {settings.widget === 'simulated' ? <SimulatedWidget /> : null}
      <DemoDock settings={settings} />
    </ChatProvider>
  );
}

interface ShopPageProps {
  session: Session;
  isSignInNeeded: boolean;
  onChatClosed: () => void;
}

function ShopPage({ session, isSignInNeeded, onChatClosed }: ShopPageProps): ReactNode {
  const { customer } = session;
  const { shop } = useMessages();
  useLiveChatEvent('lcw:closeChat', onChatClosed);
  const news = useSessionNews();
  const followToken = useTokenFollower();
  // The token contains the cart's value, so a changed cart needs a new token.
  const cart = useCart(() => void (customer ? followToken() : null));
  return (
    <>
      <ShopHeader customer={customer} cartCount={cart.cart.lines.reduce((sum, { quantity }) => sum + quantity, 0)} />
      <SessionNotice news={news} session={session} />
      <SignInCall />
      <main className="shop">
        <section className="hero" aria-labelledby="hero">
          <div>
            <h1 id="hero">{shop.title}</h1>
            <p className="hero-lead">{shop.lead}</p>
          </div>
          <ChatStatus customer={customer} isSignInNeeded={isSignInNeeded} />
        </section>
        <div className="shop-columns">
          <ProductGrid onAdd={(id) => cart.add(id, 1)} />
          <aside className="shop-aside" aria-label={shop.cart}>
            <CartPanel {...cart} />
            <OrdersPanel customerId={customer && customer.id} />
          </aside>
        </div>
      </main>
      <ShopFooter />
    </>
  );
}
