import { botTokenService, createLiveChatSimulator, mountWidgetUi, type BotChat } from '@lcw-auth/simulator';

// Stands in for Bot Framework: tokens that the page posts there are answered here.
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

/** Stands in for Microsoft's widget. A real portal gives the provider `script={{ appId, orgId, orgUrl, src }}` instead. */
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
