import { fetchAuthToken, LiveChatAuthProvider, useAuthToken } from '@lcw-auth/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const getAuthToken = fetchAuthToken('/auth/token');
const botSso = { getToken: async () => 'a token for the bot' };

const Status = () => <p>Chat token: {useAuthToken().status}</p>;

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LiveChatAuthProvider userId="6dea34b3-dbf6-4a7c-8b4e-5e4a4b8b1c11" getAuthToken={getAuthToken} botSso={botSso}>
      <h1>Lamps</h1>
      <Status />
    </LiveChatAuthProvider>
  </StrictMode>,
);
