import { headlessChat } from '@lcw-auth/headless';
import { LiveChatAuthProvider, useAuthToken, useBotSso, useLiveChatAuth, type BotSsoOptions } from '@lcw-auth/react';
import { LiveChatAuthDevtools } from '@lcw-auth/react/devtools';
import { useState, useSyncExternalStore } from 'react';
import { Chat } from './chat.js';
import { fetchToken, setBotTokenService, signInOptional, simulator, users, type UserId } from './simulation.js';
import './styles.css';

const botSso: BotSsoOptions = { getToken: async ({ userId }) => (userId === null ? null : `bot-token-of-${userId}`) };

export function Portal() {
  const [userId, setUserId] = useState<UserId | null>(null);
  const [isChatShown, setIsChatShown] = useState(true);
  return (
    <LiveChatAuthProvider
      userId={userId}
      getAuthToken={(request) => fetchToken(request.userId as UserId)}
      botSso={botSso}
      signInOptional={signInOptional}
      host={headlessChat}
    >
      <main>
        <h1>Contoso</h1>
        <p>Microsoft's own React chat widget, without a network and without a tenant.</p>
        <h2>Session</h2>
        <p className="buttons">
          {(Object.keys(users) as UserId[]).map((id) => (
            <button key={id} type="button" aria-pressed={userId === id} onClick={() => setUserId(id)}>
              Sign in as {users[id].name}
            </button>
          ))}
          <button type="button" disabled={userId === null} onClick={() => setUserId(null)}>
            Sign out
          </button>
          <button type="button" onClick={() => setIsChatShown(!isChatShown)}>
            {isChatShown ? 'Remove the widget' : 'Show the widget'}
          </button>
        </p>
        <label>
          Bot token service{' '}
          <select onChange={({ target }) => setBotTokenService(target.value as Parameters<typeof setBotTokenService>[0])}>
            <option value="up">works: the card is hidden</option>
            <option value="down">is down: the card is shown</option>
            <option value="slow">is slow: the card is shown</option>
            <option value="foreign-host">is on a foreign host: nothing is sent</option>
          </select>
        </label>
        <Status />
        <LiveChatAuthDevtools enabled />
      </main>
      {isChatShown && <Chat />}
    </LiveChatAuthProvider>
  );
}

function Status() {
  const { status, chat } = useLiveChatAuth();
  const token = useAuthToken();
  const bot = useBotSso();
  const conversations = useConversations();
  return (
    <>
      <h2>What lcw-auth knows</h2>
      <dl>
        <dt>Chat</dt>
        <dd data-testid="chat">{chat.status === 'open' ? chat.authentication : `${chat.status}, ${status}`}</dd>
        <dt>Token</dt>
        <dd>{token.status}</dd>
        <dt>Bot</dt>
        <dd data-testid="bot">{bot.status}</dd>
      </dl>
      <h2>What the agent sees</h2>
      <ul aria-label="Conversations">
        {conversations.map(({ id, authenticated, contactId, status: state }) => (
          <li key={id}>
            {nameOf(contactId)}, Authenticated: {authenticated ? 'Yes' : 'No'}, {state}
          </li>
        ))}
        {conversations.length === 0 && <li>No conversation yet</li>}
      </ul>
    </>
  );
}

const nameOf = (contactId: string | null) => Object.values(users).find((user) => user.contactId === contactId)?.name ?? 'Unknown customer';

function useConversations() {
  return useSyncExternalStore(subscribe, () => snapshot);
}

let snapshot: Awaited<ReturnType<typeof simulator.omnichannel.getConversations>> = [];
const subscribe = (listener: () => void) =>
  simulator.omnichannel.subscribe(() => {
    void simulator.omnichannel.getConversations().then((conversations) => {
      snapshot = conversations;
      listener();
    });
  });
