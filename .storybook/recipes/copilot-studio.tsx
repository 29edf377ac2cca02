import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider, useBotSso, type BotSsoOptions } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/**
 * A portal whose copilot needs its own token. In Copilot Studio: Settings, Security, Authentication, "Authenticate
 * manually". `getToken` returns a token for the scope that is entered there as the token exchange URL.
 */
export function Portal({
  userId,
  getToken,
  signIn,
}: {
  userId: string | null;
  getToken: BotSsoOptions['getToken'];
  signIn: () => Promise<void>;
}): ReactNode {
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={fetchAuthToken('/auth/token')} botSso={{ getToken, tokenExchange: true }}>
      <OrdersPage signIn={signIn} />
    </LiveChatAuthProvider>
  );
}

function OrdersPage({ signIn }: { signIn: () => Promise<void> }): ReactNode {
  const { status, isSignInCardVisible, error } = useBotSso();
  return (
    <main>
      <h1>Orders</h1>
      {isSignInCardVisible && <p>The copilot asks you to sign in before it looks up your orders.</p>}
      {error && <p>The copilot could not be signed in ({error.code}).</p>}
      <BotSignInCard onSignIn={signIn} />
      <footer>Copilot: {status}</footer>
    </main>
  );
}
