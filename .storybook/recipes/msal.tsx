import { BotSignInCard, fetchAuthToken, LiveChatAuthProvider, type BotSsoOptions } from '@lcw-auth/react';
import { useMemo, type ReactNode } from 'react';

/** The parts of PublicClientApplication of @azure/msal-browser that are used here. */
interface Msal<Account> {
  acquireTokenSilent(request: { scopes: string[]; account: Account }): Promise<{ accessToken: string; expiresOn: Date | null }>;
  loginPopup(request: { scopes: string[] }): Promise<unknown>;
}

// The scope that the bot's OAuth connection expects: its token exchange URL.
const scopes = ['api://<bot-app-id>/bot.read'];

/** Returns a token silently. A user who has to sign in or to consent receives the card, never an unexpected popup. */
export function silentBotToken<Account>(msal: Msal<Account>, account: Account | null): BotSsoOptions['getToken'] {
  return async () => {
    if (account === null) return null;
    try {
      const { accessToken, expiresOn } = await msal.acquireTokenSilent({ scopes, account });
      return { token: accessToken, expiresAt: expiresOn?.getTime() ?? Date.now() + 60_000 };
    } catch (error) {
      // MSAL's InteractionRequiredAuthError means that the user has to act. Anything else is a failure.
      if (error instanceof Error && error.name === 'InteractionRequiredAuthError') return null;
      throw error;
    }
  };
}

interface ChatProps<Account> {
  /** `instance` of useMsal() of @azure/msal-react. */
  msal: Msal<Account>;
  /** `accounts[0] ?? null` of useMsal(). */
  account: Account | null;
  /** `inProgress === 'startup' || inProgress === 'handleRedirect'` of useMsal(): the session is still loading. */
  isLoading: boolean;
  children: ReactNode;
}

export function Chat<Account extends { localAccountId: string }>({ msal, account, isLoading, children }: ChatProps<Account>): ReactNode {
  const botSso = useMemo(() => ({ getToken: silentBotToken(msal, account) }), [msal, account]);
  const userId = isLoading ? undefined : (account?.localAccountId ?? null);
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={fetchAuthToken('/auth/token')} botSso={botSso}>
      {children}
      <BotSignInCard onSignIn={async () => void (await msal.loginPopup({ scopes }))} />
    </LiveChatAuthProvider>
  );
}
