import '../ponyfills.js';
import { scenarios } from '@lcw-auth/simulator';
import { createSimulatedChatSdk } from '@lcw-auth/simulator/chat-sdk';
import { BroadcastService, LiveChatWidget } from '@microsoft/omnichannel-chat-widget';
import { createRoot } from 'react-dom/client';
import { createPortal, play, type Verdict } from './portal.js';

const telemetryConfig = {
  telemetryDisabled: true,
  disableConsoleLog: true,
  chatWidgetVersion: '',
  chatComponentVersion: '',
  OCChatSDKVersion: '',
};

/** Our simulation of the widget that Microsoft's script puts on a page. */
async function playSimulated(id: string): Promise<Verdict> {
  const portal = createPortal(id);
  const { simulator, getToken, decideCard } = portal;
  const uninstall = simulator.install();
  simulator.ready();
  const { SDK } = (window as unknown as { Microsoft: { Omnichannel: { LiveChatWidget: { SDK: ScriptSdk } } } }).Microsoft.Omnichannel
    .LiveChatWidget;
  SDK.setAuthTokenProvider((callback) => void getToken().then(callback));
  SDK.setBotAuthTokenProvider(async (url, callback) => callback({ show: await decideCard(url) }));
  const { messages } = { messages: () => simulator.getState().messages };
  const verdict = await play(portal, {
    start: async () => void (await simulator.startChat()),
    conversationId: async () => (await simulator.omnichannel.getConversations()).at(-1)!.id,
    showsText: (text) => messages().some((message) => message.type === 'text' && message.text === text),
    shownCards: () => messages().filter((message) => message.type === 'sign-in-card' && message.visibility === 'shown').length,
  });
  uninstall();
  return verdict;
}

interface ScriptSdk {
  setAuthTokenProvider(provider: (callback: (token: string | null) => void) => void): void;
  setBotAuthTokenProvider(provider: (url: string, callback: (answer: { show: boolean }) => void) => Promise<void>): void;
}

/** Microsoft's own widget, once per page. */
async function playReal(id: string): Promise<Verdict> {
  const portal = createPortal(id);
  const { simulator, getToken, decideCard } = portal;
  const chatSDK = createSimulatedChatSdk(simulator);
  const chatConfig = await chatSDK.initialize();
  const original = chatSDK.startChat.bind(chatSDK);
  let settle: { resolve: () => void; reject: (error: unknown) => void };
  const started = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  chatSDK.startChat = (options) => {
    const starting = original(options);
    starting.catch((error: unknown) => settle.reject(error));
    return starting;
  };
  BroadcastService.getMessageByEventName('OnWidgetError').subscribe((message) => settle.reject(message));
  BroadcastService.getMessageByEventName('SignInCardReceived').subscribe(answerOnce(decideCard));
  createRoot(document.getElementById('root')!).render(
    <LiveChatWidget chatSDK={chatSDK} chatConfig={chatConfig} getAuthToken={getToken} telemetryConfig={telemetryConfig} />,
  );
  const log = () => document.querySelector('.webchat__basic-transcript')?.textContent ?? '';
  return play(portal, {
    async start() {
      await until(() => document.querySelector('[id$="chat-button"]') !== null);
      document.querySelector<HTMLElement>('[id$="chat-button"]')!.click();
      void until(() => document.querySelector('[class*="send-box"] textarea, textarea, form input') !== null).then(() => settle.resolve());
      await started;
    },
    conversationId: async () => (await simulator.omnichannel.getConversations()).at(-1)!.id,
    showsText: (text) => log().includes(text),
    shownCards: () => [...document.querySelectorAll('[role=feed] button')].filter((button) => button.textContent === 'Sign in').length,
  });
}

/** The channel may deliver an announcement twice. */
function answerOnce(decideCard: (url: string) => Promise<boolean>) {
  const seen = new Set<string | undefined>();
  return async ({ eventId, payload }: { eventId?: string; payload?: { sasUrl: string } }) => {
    if (seen.has(eventId) || !payload) return;
    seen.add(eventId);
    BroadcastService.postMessage({ eventName: 'BotAuthConfigResponse', payload: { response: await decideCard(payload.sasUrl) } });
  };
}

async function until(isMet: () => boolean): Promise<void> {
  while (!isMet()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** For the test. */
Object.assign(window, { judge: { ids: scenarios.map(({ id }) => id), playSimulated, playReal } });
