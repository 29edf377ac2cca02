import { botTokenService, createFaultBoard, createLiveChatSimulator, createTestIssuer } from '@lcw-auth/simulator';
import { createSimulatedChatSdk } from '@lcw-auth/simulator/chat-sdk';

// Simulates the portal's token endpoint, Omnichannel, the bot and the bot token service. A real portal does not need this file.
// Its code has getAuthToken={fetchAuthToken('/auth/token')} and new OmnichannelChatSDK({ orgId, orgUrl, widgetId }).
const search = new URLSearchParams(location.search);

/** `?optional`: the widget's setting makes sign-in optional. */
export const signInOptional = search.has('optional');

const issuer = await createTestIssuer();
const faults = createFaultBoard();
const botTokens = botTokenService({ faults });

export const users = {
  ann: { name: 'Ann', contactId: 'aaaaaaaa-0000-4000-8000-000000000001' },
  bert: { name: 'Bert', contactId: 'bbbbbbbb-0000-4000-8000-000000000002' },
} as const;
export type UserId = keyof typeof users;

export const simulator = createLiveChatSimulator({
  setting: issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' }),
  signInOptional,
  fetch: issuer.fetch,
  faults,
  botTokenService: botTokens,
  bot: {
    onStart: (chat) => chat.say('Hello! Write "account" and I look at your account.'),
    async onMessage(text, chat) {
      if (text === 'two cards') return void (await Promise.all([chat.askToSignIn(), chat.askToSignIn()]));
      if (text !== 'account') return chat.say(`You wrote: ${text}`);
      const outcome = await chat.askToSignIn({ text: 'Please sign in, so that I can see your account.' });
      chat.say(outcome.status === 'signed-in' ? 'Your account is in good order.' : 'I cannot see your account.');
    },
  },
});

/** The portal's token endpoint. Its tokens are valid for 15 minutes. */
export async function fetchToken(userId: UserId): Promise<string> {
  if (faults.get().tokenEndpoint) throw new Error('The token endpoint is down.');
  return issuer.sign({ sub: users[userId].contactId });
}

let createdSdks = 0;
export function createChatSdk() {
  createdSdks += 1;
  return createSimulatedChatSdk(simulator, { midChatSignIn: signInOptional });
}

export function setBotTokenService(state: 'up' | 'down' | 'slow' | 'foreign-host'): void {
  const faultsByState = {
    up: {},
    down: { botTokenService: { status: 500 } },
    slow: { botTokenService: { delay: 3_000 } },
    'foreign-host': { botTokenHost: 'token.botframework.com.evil.example' },
  };
  faults.set(faultsByState[state]);
}

/** URLs to which a bot token was posted. */
const posts: string[] = [];
const browserFetch = window.fetch;
window.fetch = (input, init) => {
  const request = new Request(input, init);
  if (!new URL(request.url).host.startsWith('token.botframework.com')) return browserFetch(input, init);
  posts.push(new URL(request.url).host);
  return botTokens.fetch(request);
};

/** For the tests. */
Object.assign(window, { simulation: { simulator, faults, posts, createdSdks: () => createdSdks } });
