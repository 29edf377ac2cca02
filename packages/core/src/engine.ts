import { createAnswerAsk, type AnswerAsk } from './answer-ask.js';
import { createAuthTokens, type AuthTokens } from './auth-token.js';
import { createBotSso, type BotSso } from './bot-sso.js';
import { liveChatAuthError } from './error-of.js';
import type { Emit } from './events.js';
import type { LiveChatAuthOptions } from './options.js';
import { createOpenChat } from './open-chat.js';
import type { PageWidget } from './page-widget.js';
import { createSignIn } from './sign-in.js';
import type { LiveChatAuthState } from './state.js';
import type { Store } from './store.js';
import { createTabs } from './tabs.js';
import { fromWidgetError } from './widget-error.js';

// For those who ask an endpoint: they need them only once an answer is there.
export { checkToken } from './check-token.js';
export { liveChatAuthError } from './error-of.js';

/**
 * All that waits for something anyway: the life of the token, the bot's cards, the other tabs, who is signed in.
 * A chunk of its own, loaded when the client connects, so that a page starts without it.
 */
export interface Engine {
  /** Who is signed in as far as the chat is concerned: null after `signOut()`, whatever the portal says. */
  person(): string | null;
  peek: AuthTokens['peek'];
  getToken: AuthTokens['get'];
  answer: AnswerAsk;
  answerCard: BotSso['answerCard'];
  completeSignIn: BotSso['completeSignIn'];
  /** The client is connected: asks are answered. */
  open(): void;
  /** Hears the other tabs, fetches what is to be fetched, and keeps it fresh. */
  start(): void;
  /** The client is connected no more. */
  stop(): void;
  /** This person left before the engine was there. */
  tellSignedOut(userId: string): void;
  /** The widget is ready: its script tag says whose tab this is. */
  widgetReady(): void;
  /** The widget raised `lcw:error`. */
  widgetFailed(detail: unknown): void;
  /** Another client on this page has another user. */
  warnOfConflict(): void;
  chatOpened(): void;
  chatClosed(): void;
  /** The page is visible or online again. */
  wake(): void;
  /** The portal names another person, or nobody. */
  setUser(userId: string | null): void;
  /** The option `botSso` came, went or is another. */
  botOptionsChanged(): void;
  signOut(): void;
  retry(): void;
}

/** What the engine works on. */
export interface Surroundings {
  /** Who is signed in as far as the chat is concerned. */
  userId: string | null;
  options(): LiveChatAuthOptions;
  window(): Window;
  store: Store<LiveChatAuthState>;
  emit: Emit;
  widget: PageWidget;
}

export function createEngine({ userId: first, options, window, store, emit, widget }: Surroundings): Engine {
  let person = first;
  let signedOutBy: 'app' | 'other-tab' | null = first === null && options().userId !== null ? 'app' : null;
  let isOpen = false;
  /** Whatever waits while it is open ends with it. Made when somebody waits: that takes longer than to register. */
  let connection: AbortController | null = null;
  let isStarted = false;

  const isVisible = () => window().document.visibilityState === 'visible';
  /** Who is not connected has no one to answer for. */
  const connectionSignal = () => (isOpen ? (connection ??= new AbortController()).signal : AbortSignal.abort());

  const signIn = createSignIn(options, emit, connectionSignal);
  const tokens = createAuthTokens({
    userId: first,
    options,
    store,
    emit,
    isChatOpen: () => chat.isOpen(),
    isVisible,
    onToken: () => widget.update('token'),
  });
  const tabs = createTabs(window, () => person, {
    onSignedOut: () => leave(null, 'other-tab'),
    onSignedIn: (userId) => signedOutBy === 'other-tab' && userId === options().userId && arrive(userId),
    onCard: (...card) => botSso.learn(...card),
  });
  const botSso = createBotSso({ options: () => options().botSso, userId: () => person, store, emit, tabs, signIn });
  const chat = createOpenChat(window, () => {
    tokens.setError(null);
    warm();
  });
  const answer = createAnswerAsk({
    options,
    person: () => person,
    tokens,
    signIn,
    emit,
    connection: connectionSignal,
    onNoToken: widget.warnOnConflict,
  });

  /** From nobody to somebody: the chat, its cards and their exchange go on. */
  function arrive(userId: string | null) {
    person = userId;
    signedOutBy = null;
    tokens.setUser(userId);
    if (userId === null) return;
    tabs.tellSignedIn();
    signIn.end();
    warm();
    void botSso.completeSignIn();
  }

  function warm() {
    if (isStarted && chat.isOpen()) botSso.warm();
  }

  /** From somebody to nobody or to somebody else: nothing of the old one stays. */
  function leave(next: string | null, by: 'app' | 'other-tab') {
    const isClosing = chat.isOpen() && options().onUserChange !== 'keep-chat';
    if (options().onUserChange !== 'keep-chat') widget.closeChat();
    if (by === 'app' && person !== null) tabs.tellSignedOut(person);
    person = next;
    signedOutBy = next === null ? by : null;
    botSso.reset();
    tabs.forget();
    signIn.end();
    tokens.setUser(next, options().userId === null ? 'no-user' : 'signed-out');
    // v2 ends a conversation with the token that it holds, in this task: without, it would leave a ghost chat. Where that has
    // expired it does: nobody's token is handed over once they have left.
    if (isClosing) setTimeout(widget.update, 0, 'person');
    else widget.update('person');
    emit(next === null ? { type: 'signed-out', cause: by } : { type: 'user-changed' });
    if (next !== null) tabs.tellSignedIn();
  }

  // Signed out before the engine was there.
  if (signedOutBy) tokens.setUser(null, 'signed-out');

  const engine: Engine = {
    person: () => person,
    peek: tokens.peek,
    getToken: tokens.get,
    answer,
    answerCard: botSso.answerCard,
    completeSignIn: botSso.completeSignIn,
    chatOpened: chat.opened,
    chatClosed: chat.closed,

    open() {
      isOpen = true;
    },

    start() {
      isStarted = true;
      chat.start();
      tabs.open();
      if (store.get().widget.status === 'ready') engine.widgetReady();
      tokens.start();
      warm();
    },

    stop() {
      isOpen = isStarted = false;
      chat.stop();
      connection?.abort();
      connection = null;
      signIn.end();
      botSso.stop();
      tokens.stop();
      tabs.close();
    },

    tellSignedOut(userId) {
      tabs.tellSignedOut(userId);
      // Whoever has come since was told before that.
      if (person !== null) tabs.tellSignedIn();
    },

    widgetReady() {
      if (person !== null) tabs.tellSignedIn();
    },

    widgetFailed(detail) {
      const error = fromWidgetError(detail, options().clientFunction !== undefined);
      // Signed out where that is allowed, null was the right answer.
      if (error.code === 'token-not-provided' && person === null && options().signInOptional) return;
      emit({ type: 'widget-error', code: error.code });
      if (error.code === 'widget-script-failed') widget.unavailable(error);
      else tokens.setError(error);
    },

    warnOfConflict() {
      const error = liveChatAuthError('conflict');
      emit({ type: 'conflict', code: error.code });
      console.warn(error.message);
    },

    wake: tokens.wake,

    setUser(userId) {
      if (person === null) arrive(userId);
      else leave(userId, 'app');
    },

    botOptionsChanged() {
      const came = store.get().botSso.status === 'disabled';
      botSso.optionsChanged();
      if (came) warm();
    },

    signOut() {
      if (person !== null) leave(null, 'app');
      // Now the app's own word, which no other tab takes back.
      else if (signedOutBy) signedOutBy = 'app';
    },

    retry() {
      if (person === null) {
        // Whoever signed out and looks for the chat again has not signed in.
        if (store.get().widget.status !== 'unavailable') arrive(options().userId);
      } else {
        signIn.end();
        tokens.wake();
      }
    },
  };
  return engine;
}
