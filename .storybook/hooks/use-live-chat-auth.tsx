import { useLiveChatAuth } from '@lcw-auth/react';
import type { ReactNode } from 'react';

export function ChatBar(): ReactNode {
  const { isReady, userId, chat, error, startChat, signOut, retry } = useLiveChatAuth();
  if (error) {
    return (
      <p role="alert">
        The chat has a problem ({error.code}).{' '}
        <button type="button" onClick={retry}>
          Try again
        </button>
      </p>
    );
  }
  return (
    <p>
      {userId ? `Signed in as ${userId}.` : 'No user is signed in.'} {chat.status === 'open' && `The chat is ${chat.authentication}.`}{' '}
      <button type="button" disabled={!isReady} onClick={() => void startChat()}>
        Ask about an order
      </button>{' '}
      <button type="button" onClick={() => void signOut()}>
        Leave the chat
      </button>
    </p>
  );
}
