import type { AuthTokenProvider, LiveChatAuthClient, WidgetSdk, WidgetWindow } from '@lcw-auth/core';
import { createLiveChatAuth } from '@lcw-auth/core';
import { createTestIssuer } from '@lcw-auth/simulator';

const page = window as WidgetWindow;

/** An SDK that only records calls, so that only the page's code is measured. */
export function putWidget(onRegistered: () => void = () => {}): { ask(callback: (token: string | null) => void): void } {
  let provider: AuthTokenProvider | null = null;
  const sdk: WidgetSdk = {
    setAuthTokenProvider(next) {
      provider = next;
      onRegistered();
    },
    getAuthTokenProvider: () => provider,
    removeAuthTokenProvider: () => (provider = null),
    setBotAuthTokenProvider: () => {},
    startChat: () => {},
    closeChat: () => {},
  };
  page.Microsoft = { Omnichannel: { LiveChatWidget: { SDK: sdk } } };
  return { ask: (callback) => void provider!(callback) };
}

export const raiseReady = (): boolean => window.dispatchEvent(new Event('lcw:ready'));

/** Removes the widget and the record of `lcw:ready`, so that each measurement starts like a new page. */
export function takeWidget(): void {
  delete page.Microsoft;
  delete (window as unknown as Record<symbol, unknown>)[Symbol.for('lcw-auth.ready')];
}

const issuer = await createTestIssuer();
/** A real RS256 token, valid for an hour. */
export const token: string = await issuer.sign({ exp: Math.floor(Date.now() / 1000) + 3600 });

export const clientOptions = { userId: 'bert', getAuthToken: () => Promise.resolve(token) };

/** A client that holds its token and waits for the widget. */
export async function clientWithToken(): Promise<{ client: LiveChatAuthClient; disconnect: () => void }> {
  const client = createLiveChatAuth(clientOptions);
  const disconnect = client.connect();
  await client.getAuthToken();
  return { client, disconnect };
}
