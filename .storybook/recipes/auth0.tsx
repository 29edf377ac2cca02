import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/** The parts of useAuth0() of @auth0/auth0-react that are used here. */
interface Auth0 {
  isLoading: boolean;
  user?: { sub?: string } | undefined;
  getAccessTokenSilently(options: { authorizationParams: { audience: string } }): Promise<string>;
  loginWithPopup(options: { authorizationParams: { audience: string } }): Promise<void>;
}

// The API that the bot's OAuth connection expects.
const authorizationParams = { audience: 'https://bot.contoso.example' };

export function Chat({ auth0, children }: { auth0: Auth0; children: ReactNode }): ReactNode {
  // undefined while Auth0 restores the session: a chat that the user opens now waits instead of starting anonymously.
  const userId = auth0.isLoading ? undefined : (auth0.user?.sub ?? null);
  return (
    <LiveChatAuthProvider
      userId={userId}
      // Your server reads Auth0's session and signs the chat's JWT, because Auth0's access token has no contact in `sub`.
      getAuthToken={fetchAuthToken('/auth/token')}
      botSso={{ getToken: async () => (userId ? auth0.getAccessTokenSilently({ authorizationParams }) : null) }}
    >
      {children}
      <BotSignInCard onSignIn={() => auth0.loginWithPopup({ authorizationParams })} />
    </LiveChatAuthProvider>
  );
}
