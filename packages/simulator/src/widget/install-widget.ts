import type { StartChatOptions, WidgetErrorCode } from '@lcw-auth/core';
import { otherClientFunction } from '../faults/authentication-fault.js';
import type { Omnichannel } from '../omnichannel/omnichannel.js';
import { absentWidget, type SimulatorState } from '../simulator-state.js';
import type { Store } from '../store.js';
import { requestAvailability } from './agent-availability.js';
import { createAuthTokensV1 } from './auth-token-v1.js';
import { createAuthTokensV2, type ScriptLayer } from './auth-token-v2.js';
import { createBotAuthV1, createBotAuthV2 } from './bot-auth.js';
import type { BotAuthConfig, CardTiming } from './card-decision.js';
import { createChat, type Chat } from './chat.js';
import { createContextProviders } from './context-provider.js';
import { createConversationMemory, type Remember } from './conversation-memory.js';
import { raiseFrameMessages } from './frame-messages.js';
import { createIncoming, type SignInCardResult } from './incoming.js';
import { createLifetime, Uninstalled, type Lifetime } from './lifetime.js';
import { createOmnichannelClient } from './omnichannel-client.js';
import { openPopout } from './popout.js';
import { addScriptTag, findScriptTag, readScriptAttributes, whenScriptTag } from './script-tag.js';
import { createSdk } from './sdk.js';
import { enterPage, type WidgetPage } from './widget-page.js';

/** Options of one installation of the widget. */
export interface WidgetOptions {
  generation: 'v1' | 'v2';
  widgetId: string;
  readyAfter: number | 'never';
  /** 'page': waits for the page's own tag. 'simulated': adds a tag to a page that has none. */
  scriptTag: 'page' | 'simulated';
  /** 'blocked': the tag fails to load. 'fails': the scripts that it loads fail. */
  scriptFault: 'blocked' | 'fails' | null;
  /** Another script on the page that answers token requests without a token. */
  otherScript: 'provider' | 'client-function' | null;
  tokenTimeLimit: number;
  scriptLayer: ScriptLayer;
  cardTiming: CardTiming;
  botAuthConfig: BotAuthConfig;
  availabilityCacheTime: number;
  remember: Remember;
  page: WidgetPage;
  state: Store<SimulatorState>;
  omnichannel: Omnichannel;
  onCardDecided(messageId: string, outcome: SignInCardResult): void;
}

/** A widget on its page, from install to uninstall. */
export interface InstalledWidget {
  /** Raises `lcw:ready` now. A second call does nothing. */
  ready(): void;
  /** Resolves when the widget is ready. Rejects when the widget is uninstalled before that. */
  whenReady: Promise<void>;
  reportError(code: WidgetErrorCode): void;
  chat: Chat;
  startChat(options?: StartChatOptions): ReturnType<Chat['start']>;
  lifetime: Lifetime;
}

export function installWidget(options: WidgetOptions): InstalledWidget {
  const { page, state, omnichannel, widgetId } = options;
  const { window } = page;
  const lifetime = createLifetime();
  const attributes = () => readScriptAttributes(findScriptTag(window.document));
  const generation = attributes().generation ?? options.generation;
  let isReady = false;
  let resolveReady = () => {};
  const whenReady = lifetime.during(
    new Promise<void>((resolve) => {
      resolveReady = resolve;
    }),
  );
  whenReady.catch(() => undefined);

  const authTokens =
    generation === 'v1'
      ? createAuthTokensV1(page, lifetime, options.tokenTimeLimit, () => isReady)
      : createAuthTokensV2({
          page,
          lifetime,
          timeLimit: options.tokenTimeLimit,
          scriptLayer: options.scriptLayer,
          preferredClientFunction: options.otherScript === 'client-function' ? otherClientFunction : null,
          isInChat: () => ['connecting', 'open'].includes(state.get().chat.status),
        });
  const botAuth = generation === 'v1' ? createBotAuthV1(page, lifetime) : createBotAuthV2(page);
  const contextProviders = createContextProviders(page, generation);
  const memory = createConversationMemory(window, widgetId, options.remember);
  const client = createOmnichannelClient({
    generation,
    widgetId,
    page,
    lifetime,
    omnichannel,
    authTokens,
    availabilityCacheTime: options.availabilityCacheTime,
  });
  const { cardTiming, botAuthConfig, onCardDecided } = options;
  const incoming = () => createIncoming({ page, lifetime, state, botAuth, cardTiming, botAuthConfig, onCardDecided });
  const chat = createChat({
    generation,
    page,
    lifetime,
    state,
    omnichannel,
    client,
    authTokens,
    contextProviders,
    memory,
    createIncoming: incoming,
  });

  const startChat = (given: StartChatOptions = {}) => {
    if (given.inNewWindow ?? attributes().openInWindow) openPopout(page, lifetime, state);
    return chat.start(given);
  };
  // Failures are shown as events and panes, so the promise is ignored.
  const ignoreFailure = (work: Promise<unknown>) => void work.catch(() => undefined);
  const sdk = createSdk({
    generation,
    page,
    authTokens,
    botAuth,
    contextProviders,
    isReady: () => isReady,
    startChat: (given) => ignoreFailure(startChat(given)),
    closeChat: () => ignoreFailure(chat.close('page')),
    getAgentAvailability: () => requestAvailability({ page, state, client, contextProviders }),
    onRegistered: () => ignoreFailure(chat.resume('open')),
  });

  let presence: ReturnType<typeof enterPage> | null = null;
  const ready = () => {
    if (isReady || lifetime.ended || state.get().widget === 'blocked') return;
    isReady = true;
    presence ??= attach();
    presence.setSdk(sdk);
    presence.setReadyFlag();
    state.change({ widget: 'ready', chatButtonHidden: attributes().hideChatButton });
    page.raise('lcw:ready');
    if (options.otherScript === 'provider') lifetime.after(0, () => sdk.setAuthTokenProvider((callback) => callback(null)));
    resolveReady();
    lifetime.after(0, () => ignoreFailure(chat.resume('open')));
  };
  const attach = () => {
    const entered = enterPage(window, generation);
    lifetime.onEnd(entered.remove);
    if (generation === 'v1') {
      entered.setSdk(sdk);
      raiseFrameMessages(page, lifetime, entered.setReadyFlag);
    }
    return entered;
  };
  const load = (tag: Element, isOurs: boolean) => {
    const { Event } = window as Window & typeof globalThis;
    if (options.scriptFault === 'blocked') {
      state.change({ widget: 'blocked' });
      page.log({ from: 'page', to: 'page', type: 'script-blocked' });
      tag.dispatchEvent(new Event('error'));
      return;
    }
    presence = attach();
    if (!isOurs) tag.dispatchEvent(new Event('load'));
    if (options.scriptFault === 'fails') return void lifetime.after(0, () => page.raiseError(7));
    if (options.readyAfter !== 'never') lifetime.after(options.readyAfter, ready);
  };

  if (options.otherScript === 'client-function') lifetime.onEnd(installOtherScript(window));
  state.change({ widget: 'loading' });
  lifetime.onEnd(() => state.change(absentWidget));
  lifetime.onEnd(memory.onChange((conversationId) => (conversationId === null ? chat.leave() : ignoreFailure(chat.resume('minimized')))));
  const present = findScriptTag(window.document);
  if (options.scriptTag === 'page') lifetime.onEnd(whenScriptTag(window, (tag) => load(tag, false)));
  else if (present) load(present, true);
  else {
    const tag = addScriptTag(window.document, widgetId);
    lifetime.onEnd(() => tag.remove());
    load(tag, true);
  }

  return {
    ready,
    whenReady,
    reportError: page.raiseError,
    chat,
    startChat: (given) => (lifetime.ended ? Promise.reject(new Uninstalled()) : startChat(given)),
    lifetime,
  };
}

/** Puts a client function on the window that answers null, as another script would. Returns a function that removes it. */
function installOtherScript(window: Window): () => void {
  const scope = window as unknown as Record<string, unknown>;
  const [name = '', method = ''] = otherClientFunction.split('.');
  scope[name] = { [method]: (callback: (token: null) => void) => callback(null) };
  return () => void delete scope[name];
}
