import '../ponyfills.js';
import { createSimulatedChatSdk } from '@lcw-auth/simulator/chat-sdk';
import { BroadcastService, LiveChatWidget } from '@microsoft/omnichannel-chat-widget';
import { createRoot } from 'react-dom/client';
import { createPortal, play, type Verdict } from './portal.js';
import { workIsDone } from './work.js';

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
  const errors: number[] = [];
  const onError = (event: Event) => void errors.push((event as CustomEvent<{ errorCode: number }>).detail.errorCode);
  window.addEventListener('lcw:error', onError);
  const messages = () => simulator.getState().messages;
  const verdict = await play(portal, {
    async start() {
      // Another script registers in a task after `lcw:ready`.
      await new Promise((resolve) => setTimeout(resolve, 20));
      await simulator.startChat();
    },
    errors: () => errors,
    showsText: (text) => messages().some((message) => message.type === 'text' && message.text === text),
    shownCards: () => messages().filter((message) => message.type === 'sign-in-card' && message.visibility === 'shown').length,
  });
  window.removeEventListener('lcw:error', onError);
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
  const errors: number[] = [];
  started.catch((error: unknown) => errors.push(errorNumber(error, tokenProblem)));
  // The widget reports the same text for every problem with a token. The console has the cause.
  let tokenProblem: unknown = null;
  const logError = console.error;
  console.error = (text: unknown, cause: unknown, ...more: unknown[]) => {
    if (text === 'Unexpected error while getting token') tokenProblem = cause;
    logError(text, cause, ...more);
  };
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
    errors: () => errors,
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

/** Returns the error number of the script widget for a failure of the React widget, because the React widget has no error numbers. */
function errorNumber(error: unknown, tokenProblem: unknown): number {
  if (/Invalid token|decode|already expired/.test(String(tokenProblem))) return 4;
  const { httpResponseStatusCode: status } = Object(error) as { httpResponseStatusCode?: unknown };
  return status === 401 ? 4 : 3;
}

async function until(isMet: () => boolean): Promise<void> {
  while (!isMet()) await new Promise((resolve) => setTimeout(resolve, 20));
}

let verdict: Verdict | null = null;

/** For the test, which advances the page's clock until there is a verdict. */
const judge = {
  begin(widget: 'simulated' | 'real', id: string): void {
    void (widget === 'real' ? playReal(id) : playSimulated(id)).then((result) => (verdict = result));
  },
  async verdict(): Promise<Verdict | null> {
    await workIsDone();
    return verdict;
  },
};
export type Judge = typeof judge;
Object.assign(window, { judge });
