import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/** Opens the portal's own sign-in. The sign-in ends on a page of this origin that posts 'signed-in' to its opener and closes itself. */
function signInInPopup(): Promise<void> {
  const popup = window.open('/sign-in', 'sign-in', 'popup,width=480,height=640');
  if (!popup) return Promise.reject(new Error('The popup was blocked.'));
  return new Promise((resolve, reject) => {
    const closed = setInterval(() => popup.closed && end(() => reject(new Error('The popup was closed.'))), 500);
    const onMessage = ({ origin, source, data }: MessageEvent<unknown>) => {
      if (origin === location.origin && source === popup && data === 'signed-in') end(resolve);
    };
    const end = (settle: () => void) => {
      clearInterval(closed);
      window.removeEventListener('message', onMessage);
      settle();
    };
    window.addEventListener('message', onMessage);
  });
}

/** Returns the bot's token from the portal's server, which keeps the access token of the identity provider. */
async function getBotToken({ signal }: { signal: AbortSignal }): Promise<string | null> {
  const response = await fetch('/auth/bot-token', { signal, headers: { 'x-requested-with': 'chat' } });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The bot token endpoint responded with ${response.status}.`);
  return response.text();
}

interface ChatProps {
  /** The user of the portal's session; undefined while it is loading, null when no user is signed in. */
  userId: string | null | undefined;
  /** Fetches the session again, so that `userId` names the user who signed in. A later call also notices a sign-out. */
  refreshSession(): Promise<void>;
  children: ReactNode;
}

export function Chat({ userId, refreshSession, children }: ChatProps): ReactNode {
  const signIn = async () => {
    await signInInPopup();
    await refreshSession();
  };
  return (
    <LiveChatAuthProvider
      userId={userId}
      getAuthToken={fetchAuthToken('/auth/token')}
      botSso={{ getToken: getBotToken }}
      // A chat that is opened without a user waits for the sign-in, up to tokenTimeout.
      onSignInNeeded={signIn}
    >
      {children}
      <BotSignInCard onSignIn={signIn} />
    </LiveChatAuthProvider>
  );
}
