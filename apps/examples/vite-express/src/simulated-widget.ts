import { botTokenService, createLiveChatSimulator, mountWidgetUi, type BotChat } from '@lcw-auth/simulator';

// Simulates Bot Framework's token service: `fetch` passes it the tokens that the page posts to that host.
const tokens = botTokenService();
const send = window.fetch.bind(window);
window.fetch = (input, init) => {
  const request = new Request(input, init);
  return new URL(request.url).host === 'token.botframework.com' ? tokens.fetch(request) : send(request);
};

async function greet(chat: BotChat): Promise<void> {
  chat.say('Hello! One moment, please.');
  const { status } = await chat.askToSignIn({ text: 'Please sign in to see your orders.' });
  chat.say(status === 'signed-in' ? 'Thank you. I know who you are now.' : 'You can sign in later.');
}

/** Replaces Microsoft's widget. A real portal passes `script={{ appId, orgId, orgUrl, src }}` to the provider instead. */
export const simulator = createLiveChatSimulator({
  setting: {
    name: 'Contoso',
    owner: 'Portal team',
    publicKeyUrl: new URL('/auth/publickey', location.href).href,
    javascriptClientFunction: 'auth.getAuthenticationToken',
  },
  signInOptional: true,
  bot: { onStart: greet },
  botTokenService: tokens,
});
simulator.install();
mountWidgetUi(simulator, document.body);
