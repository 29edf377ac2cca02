import type { StartChatOptions, WidgetErrorCode } from '@lcw-auth/core';
import { createConversationList } from './conversation-list.js';
import type { QueueAvailability } from './omnichannel/agent-availability.js';
import type { Conversation } from './omnichannel/conversation.js';
import { openOmnichannel } from './omnichannel/create-omnichannel.js';
import type { ChatOperation, Omnichannel, OutgoingMessage } from './omnichannel/omnichannel.js';
import { createSignInCards, type SignInCardOptions } from './sign-in-cards.js';
import { createSimulatorLog, type SimulatorLogEntry } from './simulator-log.js';
import type { LiveChatSimulatorOptions } from './simulator-options.js';
import { absentWidget, type SimulatorState } from './simulator-state.js';
import { createStore } from './store.js';
import type { SignInCardResult } from './widget/incoming.js';
import { documentedAvailabilityCacheTime } from './widget/agent-availability.js';
import { installWidget, type InstalledWidget } from './widget/install-widget.js';
import { providerTimeLimit } from './widget/provider-call.js';
import { createWidgetPage } from './widget/widget-page.js';

/** Simulates Microsoft's widget on a page, and the widget's bot. Also simulates Omnichannel, unless the option `omnichannel` is set. */
export interface LiveChatSimulator {
  /**
   * Puts the widget on the page. Returns a function that removes it with every timer, listener and element.
   * @throws Error when this simulator is on the page already.
   */
  install(): () => void;
  /** Raises `lcw:ready` now. A second call does nothing, since the event is raised once per page. */
  ready(): void;
  /** Opens the chat as the customer, once the widget is ready. Rejects with a ChatError when the widget shows its error pane. */
  startChat(options?: StartChatOptions): Promise<Conversation>;
  /** Sends a sign-in card into the open chat as the bot. Resolves when the widget has decided whether to show it, by default after 1 or 2 seconds. */
  sendSignInCard(options?: SignInCardOptions): Promise<SignInCardResult>;
  /** Raises `lcw:error` with the code. */
  reportError(code: WidgetErrorCode): void;
  /** Sends a message as the customer. */
  sendMessage(text: string): void;
  /** Sends a message as the bot (default) or the agent. */
  receiveMessage(text: string, from?: 'bot' | 'agent'): void;
  /** Shows that the bot or the agent is typing. Null: neither of them is typing. */
  setTyping(who: 'bot' | 'agent' | null): void;
  /** Makes another call to Omnichannel as the widget. v2 sends a token when the chat needs one. Rejects with a ChatError. */
  perform(operation: ChatOperation): Promise<void>;
  /** Ends the chat as the customer. A persistent conversation stays open at Omnichannel. */
  endChat(): Promise<void>;
  /**
   * Changes what the agents' side can offer from now on: operating hours, busy or offline agents, waiting customers.
   * The widget keeps an answer for `availabilityCacheTime`.
   * @throws Error when the simulator was made with the option `omnichannel`.
   */
  setAvailability(availability: QueueAvailability): void;
  /** Minimizes the panel and raises `lcw:onMinimize`. */
  minimize(): void;
  /** Opens the minimized panel and raises `lcw:onMaximize`. */
  maximize(): void;
  /** The Omnichannel that keeps the conversations, for the agent's and the administrator's side. */
  readonly omnichannel: Omnichannel;
  /** All conversations of the Omnichannel as the agent sees them, newest last. Those of a remote Omnichannel arrive after the first read. */
  readonly conversations: readonly Conversation[];
  /** The last 1,000 log entries, oldest first, without secrets. */
  readonly log: readonly SimulatorLogEntry[];
  /** Returns what the panel shows. The object keeps its identity until something changes. */
  getState(): SimulatorState;
  /** Calls `listener` after every change of state or log. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
}

/**
 * Simulates the Live Chat Widget on a page.
 * @example
 * const issuer = await createTestIssuer();
 * const simulator = createLiveChatSimulator({ setting: issuer.setting(), fetch: issuer.fetch });
 * const uninstall = simulator.install();
 */
export function createLiveChatSimulator(options: LiveChatSimulatorOptions = {}): LiveChatSimulator {
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of [...listeners]) listener();
  };
  const state = createStore<SimulatorState>(absentWidget);
  state.subscribe(notify);
  const log = createSimulatorLog(notify);
  const widgetId = options.widgetId ?? 'simulated-widget';
  let availability = options.availability ?? {};
  const omnichannel = options.omnichannel ?? ownOmnichannel(options, widgetId, () => availability);
  const cards = createSignInCards(omnichannel, options.botTokenService);
  const conversations = createConversationList(omnichannel);
  let installed: InstalledWidget | null = null;

  const widget = (method: string): InstalledWidget => {
    if (!installed) throw new Error(`${method}() needs a page with the widget. Call install() first.`);
    return installed;
  };
  const openConversation = (method: string): Conversation => {
    const { chat } = state.get();
    if (chat.status !== 'open') throw new Error(`${method}() needs an open chat. Await startChat() first.`);
    return chat.conversation;
  };
  const say = (method: string, message: OutgoingMessage) => {
    omnichannel
      .send(openConversation(method).id, message)
      .catch(() => log.add({ from: 'widget', to: 'omnichannel', type: 'message-lost' }));
  };
  const raise = (type: 'lcw:onMinimize' | 'lcw:onMaximize' | 'lcw:onMessageSent') =>
    createWidgetPage(options.window ?? window, log.add).raise(type);

  return {
    install() {
      if (installed)
        throw new Error(
          'install(): this simulator is on the page already. Call the function that the first install() returned before you install it again.',
        );
      const faults = options.faults?.get().widget;
      const widgetOnPage = installWidget({
        generation: options.generation ?? 'v2',
        widgetId,
        readyAfter: faults?.readyAfter ?? options.readyAfter ?? 0,
        scriptTag: options.scriptTag ?? 'simulated',
        scriptFault: faults?.script ?? null,
        otherScript: faults?.otherScript ?? null,
        tokenTimeLimit: options.tokenTimeLimit ?? providerTimeLimit,
        scriptLayer: options.scriptLayer ?? 'strict',
        cardTiming: options.cardTiming ?? 'documented',
        botAuthConfig: options.botAuthConfig ?? {},
        availabilityCacheTime: options.availabilityCacheTime ?? documentedAvailabilityCacheTime,
        remember: options.remember ?? (options.omnichannel ? 'tabs' : 'nothing'),
        page: createWidgetPage(options.window ?? window, log.add),
        state,
        omnichannel,
        onCardDecided: cards.decided,
      });
      installed = widgetOnPage;
      return () => {
        if (installed !== widgetOnPage) return;
        installed = null;
        widgetOnPage.lifetime.end();
      };
    },
    ready: () => widget('ready').ready(),
    async startChat(startOptions) {
      const widgetOnPage = widget('startChat');
      if (state.get().widget !== 'ready') await widgetOnPage.whenReady;
      return widgetOnPage.startChat(startOptions);
    },
    sendSignInCard: async (card = {}) => cards.send(openConversation('sendSignInCard').id, card, widget('sendSignInCard').lifetime),
    reportError: (code) => widget('reportError').reportError(code),
    sendMessage(text) {
      say('sendMessage', { from: 'customer', text });
      raise('lcw:onMessageSent');
    },
    receiveMessage: (text, from = 'bot') => say('receiveMessage', { from, text }),
    setTyping: (who) => void omnichannel.setTyping(openConversation('setTyping').id, who).catch(() => undefined),
    perform: async (operation) => widget('perform').chat.perform(operation),
    endChat: async () => widget('endChat').chat.close('customer'),
    setAvailability(changed) {
      if (options.omnichannel) {
        throw new Error("setAvailability() changes the simulator's own Omnichannel. Change queueAvailability of the workstream instead.");
      }
      availability = changed;
    },
    minimize() {
      state.change({ panel: 'minimized' });
      raise('lcw:onMinimize');
    },
    maximize() {
      state.change({ panel: 'open' });
      raise('lcw:onMaximize');
    },
    omnichannel,
    get conversations() {
      return conversations.read(installed?.lifetime ?? null);
    },
    get log() {
      return log.read();
    },
    getState: state.get,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Creates an Omnichannel that has only this widget. Its records may be wrong on purpose. */
function ownOmnichannel(options: LiveChatSimulatorOptions, widgetId: string, queueAvailability: () => QueueAvailability): Omnichannel {
  const { setting, workstream, signInOptional = false, persistentChat = false } = options;
  const name = workstream?.name ?? 'Default workstream';
  return openOmnichannel({
    ...options,
    queueAvailability,
    settings: setting ? [setting] : [],
    workstreams: workstream ? [{ ...workstream, name }] : [],
    widgets: [
      {
        id: widgetId,
        name: 'Simulated widget',
        authenticationSetting: setting?.name ?? null,
        workstream: name,
        signInOptional,
        persistentChat,
      },
    ],
  });
}
