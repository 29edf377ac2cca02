import { BotSignInCard, fetchAuthToken, fetchBotToken, LiveChatAuthProvider, LiveChatButton, useAuthToken } from '@lcw-auth/react';
import { useEffect, useState } from 'react';

const getAuthToken = fetchAuthToken('/auth/token');
const botSso = { getToken: fetchBotToken('/auth/bot-token') };

export function Portal() {
  // undefined while the session is loading. A chat that the user opens before that waits for the session.
  const [userId, setUserId] = useState<string | null>();
  useEffect(() => void fetchSession().then(setUserId), []);
  async function signIn() {
    await fetch('/sign-in', { method: 'POST' });
    setUserId(await fetchSession());
  }
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={getAuthToken} botSso={botSso} signInOptional>
      <h1>Contoso</h1>
      {userId === null && <button onClick={() => void signIn()}>Sign in</button>}
      <LiveChatButton>Start chat</LiveChatButton>
      <BotSignInCard onSignIn={signIn} />
      <p>
        Token: <TokenStatus />
      </p>
    </LiveChatAuthProvider>
  );
}

export function TokenStatus() {
  return <strong>{useAuthToken().status}</strong>;
}

async function fetchSession(): Promise<string | null> {
  const response = await fetch('/session');
  return ((await response.json()) as { userId: string | null }).userId;
}
