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

/** The values that the fixture passes to the page. */
export type PageScriptOptions = Required<Pick<LiveChatSimulatorOptions, 'generation' | 'widgetId' | 'readyAfter' | 'scriptTag'>> & {
  /** Whether the chat button is drawn. */
  ui: boolean;
};

/** Puts the simulator into the page before the page's own scripts run. Installs the widget when the page has loaded, like the real one. */
export function start({ ui, ...options }: PageScriptOptions): void {
  // Frames of the page have no widget.
  if (window.top !== window) return;
  const call = (window as unknown as Record<string, CallOmnichannel | undefined>)[bindingName];
  if (!call) throw new Error('The Playwright fixture has not exposed its binding.');
  const simulator = createLiveChatSimulator({ ...options, omnichannel: bridgedOmnichannel(call) });
  const installed = new Promise<void>((resolve) => {
    window.addEventListener('load', () => {
      simulator.install();
      if (ui) mountWidgetUi(simulator, document.body);
      resolve();
    });
  });
  window.lcwAuthPageSide = createPageSide(simulator, installed);
}

const createPageSide = (simulator: LiveChatSimulator, installed: Promise<void>): PageSide => ({
  state: () => ({ ...simulator.getState(), popout: null }),
  log: () => simulator.log,
  async ready() {
    await installed;
    simulator.ready();
  },
  async startChat() {
    await installed;
    await simulator.startChat().catch((error: unknown) => {
      if (!(error instanceof ChatError)) throw error;
    });
  },
  endChat: () => simulator.endChat(),
  sendMessage: (text) => simulator.sendMessage(text),
  receiveMessage: (text, from) => simulator.receiveMessage(text, from),
  sendSignInCard: (card) => simulator.sendSignInCard(card),
});
