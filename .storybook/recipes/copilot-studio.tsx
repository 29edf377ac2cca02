import { BotSignInCard, useBotSso, type BotSsoOptions } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/**
 * A page whose copilot needs its own token; other pages go on with the provider's options. In Copilot Studio: Settings,
 * Security, Authentication, "Authenticate manually", and the token exchange URL is the scope that `getToken` asks for.
 */
export function OrdersPage({ getToken, signIn }: { getToken: BotSsoOptions['getToken']; signIn: () => Promise<void> }): ReactNode {
  const { status, isSignInCardVisible, error } = useBotSso({ getToken });
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
