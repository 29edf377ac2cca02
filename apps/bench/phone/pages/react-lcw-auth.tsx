import { fetchAuthToken, LiveChatAuthProvider, useAuthToken, useBotSso } from '@lcw-auth/react';
import { createRoot } from 'react-dom/client';
import { root, tokenHeld } from './page.js';

const getAuthToken = fetchAuthToken('/token');

function Shop() {
  const { status } = useAuthToken();
  const { isSignInCardVisible } = useBotSso();
  return (
    <p>
      Shop {status} {isSignInCardVisible ? 'card' : ''}
    </p>
  );
}

createRoot(root()).render(
  <LiveChatAuthProvider userId="bert" getAuthToken={getAuthToken} onEvent={({ type }) => void (type === 'token-fetched' && tokenHeld())}>
    <Shop />
  </LiveChatAuthProvider>,
);
