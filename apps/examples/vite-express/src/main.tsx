// First: it remembers the widget's lcw:ready, which comes once and may come before React.
import '@lcw-auth/core/early';
import { fetchAuthToken, LiveChatAuthProvider, LiveChatButton, useAuthToken } from '@lcw-auth/react';
import '@lcw-auth/react/styles.css';
import { createLiveChatSimulator, mountWidgetUi } from '@lcw-auth/simulator';
import { StrictMode, useEffect, useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';

// Replaces Microsoft's widget. A real portal passes script={{ appId, orgId, orgUrl, src }} to the provider instead.
const publicKeyUrl = new URL('/auth/publickey', location.href).href;
const setting = { name: 'Contoso', owner: 'Portal team', publicKeyUrl, javascriptClientFunction: 'auth.getAuthenticationToken' };
const simulator = createLiveChatSimulator({ setting, signInOptional: true });
simulator.install();
mountWidgetUi(simulator, document.body);

const getAuthToken = fetchAuthToken('/auth/token');

function App() {
  // undefined while the session is loading: a chat that the user opens meanwhile waits.
  const [userId, setUserId] = useState<string | null>();
  useEffect(() => void fetchSession().then(setUserId), []);
  async function signIn() {
    await fetch('/sign-in', { method: 'POST' });
    setUserId(await fetchSession());
  }
  return (
    <LiveChatAuthProvider userId={userId} getAuthToken={getAuthToken} signInOptional>
      <h1>Contoso</h1>
      {userId === null && <button onClick={() => void signIn()}>Sign in</button>}
      <LiveChatButton>Start chat</LiveChatButton>
      <Status />
    </LiveChatAuthProvider>
  );
}

async function fetchSession(): Promise<string | null> {
  const response = await fetch('/session');
  return ((await response.json()) as { userId: string | null }).userId;
}

function Status() {
  const token = useAuthToken();
  const conversation = useSyncExternalStore(simulator.subscribe, () => simulator.conversations.at(-1));
  return (
    <dl>
      <dt>Token</dt>
      <dd>{token.status}</dd>
      <dt>The agent sees</dt>
      <dd>{conversation ? `Authenticated: ${conversation.authenticated ? 'Yes' : 'No'}` : 'no conversation yet'}</dd>
    </dl>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
