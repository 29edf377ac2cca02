import { createRoot } from 'react-dom/client';
import { root } from './page.js';

/** An app without a chat. The other pages are compared with it. */
createRoot(root()).render(<p>Shop</p>);
