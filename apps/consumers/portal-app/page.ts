import { createLiveChatAuth, fetchAuthToken, LiveChatAuthProvider, useBotSso, type LiveChatAuthState } from '@lcw-auth/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

function Card() {
  const { isSignInCardVisible, status } = useBotSso();
  const text: 'disabled' | 'idle' | 'exchanging' | 'signed-in' | 'sign-in-required' | 'expired' = status;
  return createElement('p', null, isSignInCardVisible ? text : '');
}
const getAuthToken = fetchAuthToken('/auth/token');
export const read = (state: LiveChatAuthState): number => (state.authToken.status === 'valid' ? state.authToken.expiresAt : 0);
// @ts-expect-error A userId is required.
export const misuse = () => createLiveChatAuth({ getAuthToken });
createRoot(document.body).render(createElement(LiveChatAuthProvider, { userId: null, getAuthToken }, createElement(Card)));
