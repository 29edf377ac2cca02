import { ignoreErrors, readOrUndefined } from '../foreign-code.js';
import { LiveChatAuthError, type LiveChatAuthErrorCode } from '../errors.js';
import { defaultClientFunction, hasForeignFunction, installClientFunction, type InstalledFunction } from './client-function.js';
import type { ChatHost, ChatHostPort } from './host.js';
import { reloadFailedScript } from './load-widget-script.js';
import { watchReadiness } from './readiness.js';
import type { ChatEvent } from './next-chat.js';
import { createRegistration, type Registration } from './registration.js';
import { isV1, scriptId, type WidgetSdk } from './sdk.js';

type Conflict = Extract<LiveChatAuthErrorCode, `conflict-${string}`>;

/** The widget's events, except `lcw:ready`, and what each means for the chat. At each of them other code on the page may be noticed. */
const widgetEvents: Record<string, ChatEvent | null> = {
  'lcw:startChat': { type: 'started' },
  'lcw:chatRetrieved': { type: 'resumed' },
  'lcw:chatQueued': { type: 'conversation-begun' },
  'lcw:onMessageSent': { type: 'conversation-begun' },
  'lcw:onMessageReceived': { type: 'conversation-begun' },
  'lcw:closeChat': { type: 'closed' },
  'lcw:onClose': { type: 'closed' },
  'lcw:onMinimize': null,
  'lcw:onMaximize': null,
  'lcw:threadUpdate': null,
  'lcw:getAgentAvailability': null,
  'lcw:signInCardReceived': null,
  'lcw:error': null,
};

/** The host for the widget that Microsoft's script puts on the page. */
export function createScriptWidget(port: ChatHostPort): ChatHost {
  const { options, window, emit } = port;
  let sdk: WidgetSdk | null = null;
  let registration: Registration | null = null;
  let clientFunction: InstalledFunction | null = null;
  /** True from `startChat({ inNewWindow: true })` to the end of that chat. The widget does not report when the window itself is closed. */
  let isPoppedOut = false;
  let stopWatching: (() => void) | null = null;
  let listening = new AbortController();
  const reported = new Set<Conflict>();

  function reportOnce(code: Conflict) {
    if (reported.has(code)) return;
    reported.add(code);
    emit({ type: 'conflict', code }, { error: new LiveChatAuthError(code) });
  }

  function installFunction() {
    clientFunction?.uninstall();
    clientFunction = null;
    const { clientFunction: name } = options();
    if (name === false) return;
    const mode = name === undefined ? 'fill' : 'replace';
    clientFunction = installClientFunction(window(), name ?? defaultClientFunction, mode, (callback) => {
      checkCompetition();
      return port.respond(callback, 'client-function');
    });
    if (clientFunction) emit({ type: 'registered', provider: 'client-function' });
    else if (mode === 'replace') reportOnce('conflict-client-function');
  }

  const isFunctionForeign = () => hasForeignFunction(window(), options().clientFunction || defaultClientFunction, clientFunction);

  function takeOver() {
    if (registration?.takesOver()) port.onTakeOver();
  }

  function registerBot() {
    if (options().botSso) registration?.registerBot();
  }

  function ready(found: WidgetSdk, guessed: boolean) {
    sdk = found;
    registration!.ready(found);
    takeOver();
    registerBot();
    port.onReady(guessed);
    checkCompetitionSoon();
  }

  function watch() {
    stopWatching?.();
    port.onWaiting();
    stopWatching = watchReadiness(window(), options().readyTimeout ?? 30_000, { onReady: ready, onUnavailable: port.onUnavailable });
  }

  function listen(signal: AbortSignal) {
    for (const type of Object.keys(widgetEvents)) window().addEventListener(type, onWidgetEvent, { signal });
  }

  function onWidgetEvent(event: Event) {
    const { type } = event;
    const chatEvent = widgetEvents[type];
    if (chatEvent?.type === 'closed') {
      isPoppedOut = false;
      checkCompetitionSoon();
    } else checkCompetition();
    // For this client, a chat that another client authenticates is like a resumed one.
    if (chatEvent?.type === 'started' && registration?.isOtherResponding()) port.onChat({ type: 'resumed' });
    else if (chatEvent) port.onChat(chatEvent);
    if (type === 'lcw:error') port.onError((event as CustomEvent<unknown>).detail);
    if (type === 'lcw:signInCardReceived' && !options().botSso)
      emit({ type: 'card-ignored', code: 'bot-sso-missing' }, { error: new LiveChatAuthError('bot-sso-missing') });
  }

  /** In a microtask, because a React provider with `key={userId}` connects, and closes the chat, before the previous provider disconnects. */
  const checkCompetitionSoon = () => queueMicrotask(checkCompetition);

  function checkCompetition() {
    if (registration?.hasOtherUser()) reportOnce('conflict-users');
    if (registration?.hasForeignProvider()) reportOnce('conflict-auth-provider');
    // When the page defines its own function, as Power Pages does, the default function is replaced without an error.
    if (clientFunction && options().clientFunction !== undefined && !clientFunction.isInPlace()) reportOnce('conflict-client-function');
    const hasContextProvider = typeof readOrUndefined(() => sdk?.getContextProvider?.()) === 'function';
    if (hasContextProvider && port.peek() !== null) reportOnce('conflict-context-provider');
  }

  return {
    connect() {
      installFunction();
      listening = new AbortController();
      listen(listening.signal);
      registration = createRegistration(
        window(),
        {
          userId: port.userId,
          keptUserId: port.keptUserId,
          peek: port.peek,
          answer: (callback) => {
            checkCompetition();
            return port.respond(callback, 'sdk');
          },
          answerCard: (...card) => {
            checkCompetition();
            return port.answerCard(...card);
          },
        },
        emit,
        () => reportOnce('conflict-auth-provider'),
      );
      watch();
    },

    disconnect() {
      stopWatching?.();
      listening.abort();
      clientFunction?.uninstall();
      clientFunction = null;
      registration?.release();
      registration = sdk = null;
      port.onWaiting();
    },

    retry() {
      reloadFailedScript(window().document);
      watch();
    },

    optionsChanged(before) {
      if (!registration) return;
      if (options().clientFunction !== before.clientFunction) installFunction();
      registerBot();
    },

    tokenChanged() {
      registration?.tokenChanged();
      // The user is known now, if the session was still loading when this client became ready.
      takeOver();
    },
    userLeft: () => undefined,
    forgetToken: () => registration?.forgetToken(),
    sdk: () => sdk,

    async startChat(startOptions) {
      isPoppedOut = startOptions?.inNewWindow === true;
      await sdk!.startChat(startOptions);
    },

    closeChat() {
      ignoreErrors(
        () => sdk?.closeChat(),
        () => emit({ type: 'close-chat-failed', code: 'close-chat-failed' }, { error: new LiveChatAuthError('close-chat-failed') }),
      );
    },

    checkCompetition,

    circumstances() {
      const hasClientFunction = typeof options().clientFunction === 'string';
      // Before the client connects there may be no window, for example on a server.
      if (!registration) return { isV1: false, hasCompetition: false, hasClientFunction };
      const { document } = window();
      const opensInWindow = document.getElementById(scriptId)?.dataset['openInWindow'] === 'true';
      return {
        isV1: isV1(document),
        hasCompetition:
          isPoppedOut || opensInWindow || registration.isOtherResponding() || registration.hasForeignProvider() || isFunctionForeign(),
        hasClientFunction,
      };
    },
  };
}
