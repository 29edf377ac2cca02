import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider } from '@lcw-auth/react';
import { useState, type ReactNode } from 'react';

/** Opens the portal's own sign-in. It ends on a page of this origin that posts the user's id to its opener and closes itself. */
function signInInPopup(): Promise<string> {
  const popup = window.open('/sign-in', 'sign-in', 'popup,width=480,height=640');
  if (!popup) return Promise.reject(new Error('The popup was blocked.'));
  return new Promise((resolve, reject) => {
    const closed = setInterval(() => popup.closed && end(() => reject(new Error('The popup was closed.'))), 500);
    const onMessage = ({ origin, source, data }: MessageEvent<{ userId?: string }>) => {
      if (origin === location.origin && source === popup && data.userId) end(() => resolve(String(data.userId)));
    };
    const end = (settle: () => void) => {
      clearInterval(closed);
      window.removeEventListener('message', onMessage);
      settle();
    };
    window.addEventListener('message', onMessage);
  });
}

/** The portal's server keeps the provider's access token for the bot until the bot needs it. */
async function getBotToken({ signal }: { signal: AbortSignal }): Promise<string | null> {
  const response = await fetch('/auth/bot-token', { signal, headers: { 'x-requested-with': 'chat' } });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The bot token endpoint responded with ${response.status}.`);
  return response.text();
}

/** @param sessionUserId The user of the portal's session; undefined while it is loading, null when no user is signed in. */
export function Chat({ sessionUserId, children }: { sessionUserId: string | null | undefined; children: ReactNode }): ReactNode {
  const [signedInHere, setSignedInHere] = useState<string | null>(null);
  const signIn = async () => setSignedInHere(await signInInPopup());
  const userId = signedInHere ?? sessionUserId;
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
