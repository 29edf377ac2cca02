// What the types refuse. `npm run types` fails where a line below would be accepted; nothing here runs.
import { createLiveChatAuth, LiveChatAuthProvider, useBotSso, useAuthToken, useLiveChatEvent, useLiveChatState } from './index.js';

const getAuthToken = async () => null;
const client = createLiveChatAuth({ userId: null, getAuthToken });

export const providers = [
  // @ts-expect-error Who is signed in has to be said, be it null.
  <LiveChatAuthProvider key="1" getAuthToken={getAuthToken} />,
  // @ts-expect-error Nobody is null; undefined is a session that is not loaded yet.
  <LiveChatAuthProvider key="2" userId={undefined} getAuthToken={getAuthToken} />,
  // @ts-expect-error A token has to come from somewhere.
  <LiveChatAuthProvider key="3" userId="ann" />,
  // @ts-expect-error The token endpoint is asked by a function; a token itself would grow old.
  <LiveChatAuthProvider key="4" userId="ann" getAuthToken="eyJ" />,
  // @ts-expect-error A client has its options already.
  <LiveChatAuthProvider key="5" client={client} userId="ann" getAuthToken={getAuthToken} />,
  // @ts-expect-error There is no such choice.
  <LiveChatAuthProvider key="6" userId="ann" getAuthToken={getAuthToken} userChangePolicy="ask" />,
  // @ts-expect-error The widget takes a string.
  <LiveChatAuthProvider key="7" userId="ann" getAuthToken={async () => ({ token: 'text' })} />,
];

export function Hooks() {
  // @ts-expect-error A token is never in state.
  void useAuthToken().token;
  // @ts-expect-error Only a valid token has claims: ask `status` first.
  void useAuthToken().claims;
  // @ts-expect-error Only a card on screen has an outcome: ask `status` first.
  void useBotSso().outcome;
  // @ts-expect-error No event has this name.
  useLiveChatEvent('lcw:opened', () => {});
  // @ts-expect-error State has no such part.
  useLiveChatState(({ session }) => String(session));
  // @ts-expect-error `decide` answers with an object, as the widget's callback takes it.
  useBotSso({ getToken: getAuthToken, decide: () => true });
  // @ts-expect-error A bot token with an expiry says it in milliseconds since the epoch.
  useBotSso({ getToken: async () => ({ token: 'text', expiresAt: '2026-01-01' }) });
}
