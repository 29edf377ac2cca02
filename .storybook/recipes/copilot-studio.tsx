import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider, useBotSso, type BotSsoOptions } from '@lcw-auth/react';
import type { ReactNode } from 'react';

/**
 * In Copilot Studio: Settings, Security, Authentication, "Authenticate manually". The token exchange URL there is the scope
 * that `getToken` requests. Connections with token exchange need `tokenExchange: true`.
 */
export function Chat({ userId, getToken, signIn, children }: ChatProps): ReactNode {
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={fetchAuthToken('/auth/token')} botSso={{ getToken, tokenExchange: true }}>
      {children}
      <BotSignInCard onSignIn={signIn} />
    </LiveChatAuthProvider>
  );
}

interface ChatProps {
  userId: string | null | undefined;
  getToken: BotSsoOptions['getToken'];
  signIn: () => Promise<void>;
  children: ReactNode;
}

export function CopilotStatus(): ReactNode {
  const { status, isSignInCardVisible, error } = useBotSso();
  if (error) return <p>The copilot could not sign you in ({error.code}).</p>;
  return <p>{isSignInCardVisible ? 'The copilot needs you to sign in.' : `Copilot: ${status}`}</p>;
}
