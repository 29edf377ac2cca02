import {
  ChatError,
  createLiveChatSimulator,
  mountWidgetUi,
  type LiveChatSimulator,
  type LiveChatSimulatorOptions,
} from '@lcw-auth/simulator';
import { bridgedOmnichannel } from './bridged-omnichannel.js';
import { bindingName, type CallOmnichannel } from './omnichannel-calls.js';
import type { PageSide } from './page-side.js';

/** What the fixture tells the page. */
export type PageScriptOptions = Required<Pick<LiveChatSimulatorOptions, 'generation' | 'widgetId' | 'readyAfter' | 'scriptTag'>> & {
  /** Is the chat button drawn? */
  ui: boolean;
};

/** Puts the widget on the page. Called before the page's own scripts, when there is no body yet. */
export function start({ ui, ...options }: PageScriptOptions): void {
  if (window.top !== window) return; // The page's frames have no widget of their own.
  const call = (window as unknown as Record<string, CallOmnichannel | undefined>)[bindingName];
  if (!call) throw new Error('The Playwright fixture has not exposed its binding.');
  const simulator = createLiveChatSimulator({ ...options, omnichannel: bridgedOmnichannel(call) });
  window.lcwAuthPageSide = createPageSide(simulator);
  whenBody(() => {
    simulator.install();
    if (ui) mountWidgetUi(simulator, document.body);
  });
}

const createPageSide = (simulator: LiveChatSimulator): PageSide => ({
  state: () => ({ ...simulator.getState(), popout: null }),
  log: () => simulator.log,
  ready: () => simulator.ready(),
  async startChat() {
    await simulator.startChat().catch((error: unknown) => {
      if (!(error instanceof ChatError)) throw error;
    });
  },
  endChat: () => simulator.endChat(),
  sendMessage: (text) => simulator.sendMessage(text),
  receiveMessage: (text, from) => simulator.receiveMessage(text, from),
  sendSignInCard: (card) => simulator.sendSignInCard(card),
});

/** Once the parser has made the body, and before any script in it runs. */
function whenBody(callback: () => void): void {
  if (document.body) return callback();
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    callback();
  });
  observer.observe(document, { childList: true, subtree: true });
}
