import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider, type BotSsoOptions } from '@lcw-auth/react';
import { useMemo, type ReactNode } from 'react';

/** What is used of @azure/msal-browser's PublicClientApplication. */
interface Msal<Account> {
  acquireTokenSilent(request: { scopes: string[]; account: Account }): Promise<{ accessToken: string; expiresOn: Date | null }>;
  loginPopup(request: { scopes: string[] }): Promise<unknown>;
}

// The scope that the bot's OAuth connection expects: its token exchange URL.
const scopes = ['api://<bot-app-id>/bot.read'];

/** Silent only: whoever is not signed in, or has to consent, gets the card. Never a popup out of nowhere. */
export function silentBotToken<Account>(msal: Msal<Account>, account: Account | null): BotSsoOptions['getToken'] {
  return async () => {
    if (account === null) return null;
    try {
      const { accessToken, expiresOn } = await msal.acquireTokenSilent({ scopes, account });
      return { token: accessToken, expiresAt: expiresOn?.getTime() ?? Date.now() + 60_000 };
    } catch (error) {
      // MSAL's InteractionRequiredAuthError: only the person can help. Anything else is an error.
      if (error instanceof Error && error.name === 'InteractionRequiredAuthError') return null;
      throw error;
    }
  };
}

/** `account` and `msal` come from useMsal() of @azure/msal-react, or from your own code. */
export function Chat<Account extends { localAccountId: string }>({
  msal,
  account,
  children,
}: {
  msal: Msal<Account>;
  account: Account | null;
  children: ReactNode;
}): ReactNode {
  const botSso = useMemo(() => ({ getToken: silentBotToken(msal, account) }), [msal, account]);
  return (
    <LiveChatAuthProvider userId={account?.localAccountId ?? null} getAuthToken={fetchAuthToken('/auth/token')} botSso={botSso}>
      {children}
      <BotSignInCard onSignIn={async () => void (await msal.loginPopup({ scopes }))} />
    </LiveChatAuthProvider>
  );
}
