import { createRoot } from 'react-dom/client';
import { root } from './page.js';

/** What an app pays without authentication of the chat. */
createRoot(root()).render(<p>Shop</p>);
