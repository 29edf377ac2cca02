import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchToken, registerWhenReady, root } from './page.js';

function Shop() {
  useEffect(() => registerWhenReady((callback) => void fetchToken().then(callback, () => callback(null))), []);
  return <p>Shop</p>;
}

createRoot(root()).render(<Shop />);
