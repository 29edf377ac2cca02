import { createLiveChatAuth, fetchAuthToken } from '@lcw-auth/core';
import { tokenHeld } from './page.js';

createLiveChatAuth({
  userId: 'bert',
  getAuthToken: fetchAuthToken('/token'),
  onEvent: ({ type }) => void (type === 'token-fetched' && tokenHeld()),
}).connect();
