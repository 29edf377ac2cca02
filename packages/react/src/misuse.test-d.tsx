// What the types reject. `npm run types` fails where a line below would be accepted; nothing here runs.
import {
  createLiveChatAuth,
  LiveChatAuthProvider,
  useAuthToken,
  useBotSso,
  useLiveChatEvent,
  useLiveChatState,
  type BotSsoOptions,
} from './index.js';

const getAuthToken = async () => null;
const client = createLiveChatAuth({ userId: null, getAuthToken });

export const providers = [
  // @ts-expect-error userId is required, also when no user is signed in (null) or the session is loading (undefined).
  <LiveChatAuthProvider key="1" getAuthToken={getAuthToken} />,
  // @ts-expect-error getAuthToken is required.
  <LiveChatAuthProvider key="2" userId="ann" />,
  // @ts-expect-error getAuthToken is a function, because a token itself would expire.
  <LiveChatAuthProvider key="3" userId="ann" getAuthToken="eyJ" />,
  // @ts-expect-error A client has its options already.
  <LiveChatAuthProvider key="4" client={client} userId="ann" getAuthToken={getAuthToken} />,
  // @ts-expect-error userChangePolicy has no such value.
  <LiveChatAuthProvider key="5" userId="ann" getAuthToken={getAuthToken} userChangePolicy="ask" />,
  // @ts-expect-error The widget accepts a string only.
  <LiveChatAuthProvider key="6" userId="ann" getAuthToken={async () => ({ token: 'text' })} />,
];

export const botOptions: BotSsoOptions[] = [
  // @ts-expect-error `decide` returns an object, as the widget's callback accepts it.
  { getToken: getAuthToken, decide: () => true },
  // @ts-expect-error The expiry of a bot token is in milliseconds since the epoch.
  { getToken: async () => ({ token: 'text', expiresAt: '2026-01-01' }) },
];

export function Hooks() {
  // @ts-expect-error A token is never in state.
  void useAuthToken().token;
  // @ts-expect-error Only a valid token has claims: check `status` first.
  void useAuthToken().claims;
  // @ts-expect-error Only a card on screen has an outcome: check `status` first.
  void useBotSso().outcome;
  // @ts-expect-error The bot's options belong to the provider.
  useBotSso({ getToken: getAuthToken });
  // @ts-expect-error No event has this name.
  useLiveChatEvent('lcw:opened', () => {});
  // @ts-expect-error The state has no such part.
  useLiveChatState(({ session }) => String(session));
}
