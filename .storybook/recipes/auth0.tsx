import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/** What is used of useAuth0() of @auth0/auth0-react. */
interface Auth0 {
  user?: { sub?: string } | undefined;
  getAccessTokenSilently(options: { authorizationParams: { audience: string } }): Promise<string>;
  loginWithPopup(options: { authorizationParams: { audience: string } }): Promise<void>;
}

// The API that the bot's OAuth connection expects.
const authorizationParams = { audience: 'https://bot.contoso.example' };

export function Chat({ auth0, children }: { auth0: Auth0; children: ReactNode }): ReactNode {
  const userId = auth0.user?.sub ?? null;
  return (
    <LiveChatAuthProvider
      userId={userId}
      // Your server reads Auth0's session and signs the chat's JWT: Auth0's own access token has no contact in `sub`.
      getAuthToken={fetchAuthToken('/auth/token')}
      botSso={{ getToken: async () => (userId === null ? null : auth0.getAccessTokenSilently({ authorizationParams })) }}
    >
      {children}
      <BotSignInCard onSignIn={() => auth0.loginWithPopup({ authorizationParams })} />
    </LiveChatAuthProvider>
  );
}
