import './ponyfills.js';
import { createLiveChatAuth } from '@lcw-auth/react';
import { headlessChat } from '@lcw-auth/headless';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Portal } from './portal.js';
import { fetchToken, signInOptional, type UserId } from './simulation.js';

const client = createLiveChatAuth({
  userId: null,
  getAuthToken: ({ userId }) => fetchToken(userId as UserId),
  botSso: { getToken: async ({ userId }) => (userId === null ? null : `bot-token-of-${userId}`) },
  signInOptional,
  host: headlessChat,
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Portal client={client} />
  </StrictMode>,
);
