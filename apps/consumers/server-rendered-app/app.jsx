// A portal as an external developer writes it: rendered on the server as a stream, then hydrated.
import { fetchAuthToken, LiveChatAuthProvider, LiveChatButton, useAuthToken, useBotSso, useLiveChatAuth } from '@lcw-auth/react';
import { Fragment, lazy, StrictMode, Suspense, useSyncExternalStore } from 'react';

const getAuthToken = fetchAuthToken('/auth/token');
const botSso = { getToken: async () => null };

function Facts() {
  const { status } = useLiveChatAuth();
  const token = useAuthToken();
  const bot = useBotSso();
  const place = useSyncExternalStore(
    () => () => {},
    () => 'client',
    () => 'server',
  );
  return (
    <>
      <p id="facts">{[status, token.status, bot.status, place].join(' ')}</p>
      <LiveChatButton>Start chat</LiveChatButton>
    </>
  );
}

/** The server sends it after the shell, like a component that waits for data. */
const LateFacts = lazy(() => new Promise((loaded) => setTimeout(loaded, 300, { default: Facts })));

export function App({ isStrict }) {
  const Mode = isStrict ? StrictMode : Fragment;
  return (
    <Mode>
      <html lang="en">
        <head>
          <title>Contoso</title>
          <link rel="icon" href="data:," />
        </head>
        <body>
          <LiveChatAuthProvider userId="bert" getAuthToken={getAuthToken} botSso={botSso}>
            <h1>Contoso</h1>
            <Suspense fallback={<p>One moment</p>}>
              <LateFacts />
            </Suspense>
          </LiveChatAuthProvider>
        </body>
      </html>
    </Mode>
  );
}
