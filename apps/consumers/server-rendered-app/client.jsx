// Records lcw:ready, because the widget is ready before React hydrates the page.
import '@lcw-auth/core/early';
import { createLiveChatSimulator } from '@lcw-auth/simulator';
import { hydrateRoot } from 'react-dom/client';
import { App } from './app.jsx';

// The simulator replaces Microsoft's widget.
const publicKeyUrl = new URL('/auth/publickey', location.href).href;
const setting = { name: 'Contoso', owner: 'Portal team', publicKeyUrl, javascriptClientFunction: 'auth.getAuthenticationToken' };
const simulator = createLiveChatSimulator({ setting });
simulator.install();

const complaints = [];
Object.assign(window, { simulator, complaints });
hydrateRoot(document, <App isStrict={location.search.includes('strict')} />, {
  onRecoverableError: (error) => complaints.push(String(error)),
});
