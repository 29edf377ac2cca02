import '@lcw-auth/react/styles.css';
import './styles/theme.css';
import './styles/header.css';
import './styles/shop.css';
import './styles/products.css';
import './styles/cart.css';
import './styles/demo.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from './messages/language.js';
import { ShopView } from './shop/shop-view.js';
import { restoreTheme } from './theme.js';

const AgentView = lazy(async () => ({ default: (await import('./agent/agent-view.js')).AgentView }));
const AdminView = lazy(async () => ({ default: (await import('./admin/admin-view.js')).AdminView }));

/** Three pages. Each opens in its own tab, so that the chat in the shop's tab continues. */
function Page(): ReactNode {
  switch (location.pathname) {
    case '/agent':
      return <AgentView />;
    case '/admin':
      return <AdminView />;
    default:
      return <ShopView />;
  }
}

restoreTheme();
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <LanguageProvider>
        <Suspense fallback={null}>
          <Page />
        </Suspense>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
