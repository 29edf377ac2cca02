import { createAnswerAsk } from './answer-ask.js';
import { createAuthTokens } from './auth-token.js';
import { createBotSso } from './bot-sso.js';
import { checkOptions } from './check-options.js';
import { fromWidgetError } from './errors.js';
import type { Emit } from './events.js';
import type { LiveChatAuthOptions } from './options.js';
import { createPageWidget } from './page-widget.js';
import { safely } from './safely.js';
import { createSignIn } from './sign-in.js';
import type { LiveChatAuthState } from './state.js';
import { createStore } from './store.js';
import { createTabs } from './tabs.js';
import type { StartChatOptions, WidgetSdk } from './widget.js';

/** The library without React: one per page. */
export interface LiveChatAuth {
  /** The state now. Keeps its identity until something changes. */
  getState(): LiveChatAuthState;
  /** What server rendering and hydration show: the state as it was when the client was created. */
  getServerState(): LiveChatAuthState;
  /** Calls `listener` after every change; returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Waits for `lcw:ready` and registers; returns disconnect. Safe to call twice, in StrictMode and after HMR. */
  connect(): () => void;
  /** The SDK once it may be used. Rejects with a LiveChatAuthError when the widget is unavailable, or the signal's reason. */
  whenReady(options?: { signal?: AbortSignal }): Promise<WidgetSdk>;
  /** A currently valid token, or null within `tokenTimeout` (the state says why). `force` fetches a new one. */
  getAuthToken(options?: { signal?: AbortSignal; force?: boolean }): Promise<string | null>;
  /** Opens the chat: waits for ready and, when signed in, for a token. Rejects when the widget is unavailable. */
  startChat(options?: StartChatOptions): Promise<void>;
  /** Closes the chat; does nothing where there is none. */
  closeChat(): void;
  /** The person has signed in: posts the token for the cards on screen, or for the one named. Never rejects: see the state. */
  completeSignIn(signInId?: string): Promise<void>;
  /** Forgets the token, closes the chat and tells the other tabs. Stays signed out until `userId` changes or `retry()`. */
  signOut(): Promise<void>;
  /** Tries again now what failed, and ends a `signOut()`. */
  retry(): void;
  /** Changes options; those that are left out stay. A new `userId` is a new identity. */
  setOptions(options: Partial<LiveChatAuthOptions>): void;
}

/**
 * Creates the client that `<LiveChatAuthProvider>` creates for React. Touches nothing until `connect()`.
 * @throws TypeError when an option is misused, with what to write instead.
 * @example
 * const auth = createLiveChatAuth({ userId: user?.id ?? null, getAuthToken: fetchAuthToken('/auth/token') });
 * auth.connect();
 */
export function createLiveChatAuth(initial: LiveChatAuthOptions): LiveChatAuth {
  checkOptions(initial);
  let options = initial;
  /** Who is signed in as far as the chat is concerned: null after `signOut()`, whatever the portal says. */
  let person = options.userId;
  let signedOutBy: 'app' | 'other-tab' | null = null;
  let connections = 0;
  /** From start to stop: whatever listens or waits in between ends with it. */
  let connection: AbortController | null = null;
  let isChatOpen = false;

  const getWindow = () => options.window ?? window;
  const isVisible = () => getWindow().document.visibilityState === 'visible';
  /** Who is not connected has no one to answer for. */
  const connectionSignal = () => connection?.signal ?? AbortSignal.abort();
  const emit: Emit = (event) => {
    // An ask emits twice: where nobody listens that must cost nothing.
    if (options.onEvent) safely(() => options.onEvent!({ at: Date.now(), ...event }));
  };

  const serverState: LiveChatAuthState = {
    userId: person,
    widget: { status: 'waiting' },
    authToken: person === null ? { status: 'signed-out', cause: 'no-user' } : { status: 'pending' },
    botSso: { status: options.botSso ? 'idle' : 'disabled', cards: [] },
  };
  const store = createStore(serverState);
  const signIn = createSignIn(() => options, emit, connectionSignal);
  const tokens = createAuthTokens({
    options: () => options,
    store,
    emit,
    isChatOpen: () => isChatOpen,
    isVisible,
    onToken: () => widget.update('token'),
  });
  const tabs = createTabs(getWindow, () => person, {
    onSignedOut: () => leave(null, 'other-tab'),
    onSignedIn: (userId) => signedOutBy === 'other-tab' && userId === options.userId && arrive(userId),
    onCard: (signInId, outcome) => botSso.learn(signInId, outcome),
  });
  const botSso = createBotSso({ options: () => options.botSso, userId: () => person, store, emit, tabs, signIn });

  const answer = createAnswerAsk({
    options: () => options,
    person: () => person,
    tokens,
    signIn,
    emit,
    connection: connectionSignal,
    onNoToken: () => widget.warnOnConflict(),
  });
  const widget = createPageWidget({
    options: () => options,
    window: getWindow,
    store,
    emit,
    answer,
    client: {
      userId: () => person,
      peek: tokens.peek,
      answer: (callback) => answer(callback, 'sdk'),
      answerCard: (botTokenUrl, callback) => botSso.answerCard(botTokenUrl, callback),
    },
    // By now the script tag is on the page, which says whose tab this is.
    onReady: () => person !== null && tabs.tellSignedIn(),
  });

  // --- What happens on the page

  function onWidgetError(event: Event) {
    const error = fromWidgetError((event as CustomEvent<unknown>).detail, options.clientFunction !== undefined);
    emit({ type: 'widget-error', code: error.code });
    if (error.code === 'widget-script-failed') widget.unavailable(error);
    // Signed out on purpose, null was the right answer.
    else if (person !== null || !options.signInOptional) tokens.setError(error);
  }

  function onChatOpened() {
    isChatOpen = true;
    tokens.setError(null);
    botSso.warm();
  }
  function onChatClosed() {
    isChatOpen = false;
  }
  function onVisible() {
    if (isVisible()) tokens.wake();
  }

  function start() {
    connection = new AbortController();
    const { signal } = connection;
    const page = getWindow();
    tabs.open();
    widget.connect();
    for (const type of ['lcw:startChat', 'lcw:chatRetrieved']) page.addEventListener(type, onChatOpened, { signal });
    for (const type of ['lcw:closeChat', 'lcw:onClose']) page.addEventListener(type, onChatClosed, { signal });
    page.addEventListener('lcw:error', onWidgetError, { signal });
    page.addEventListener('online', tokens.wake, { signal });
    page.document.addEventListener('visibilitychange', onVisible, { signal });
    tokens.start();
  }

  function stop() {
    connection?.abort();
    connection = null;
    widget.disconnect();
    signIn.end();
    botSso.stop();
    tokens.stop();
    tabs.close();
  }

  // --- Who is signed in

  /** From nobody to somebody: the chat, its cards and their exchange go on. */
  function arrive(userId: string | null) {
    person = userId;
    signedOutBy = null;
    tokens.setUser(userId);
    if (userId === null) return;
    tabs.tellSignedIn();
    signIn.end();
    if (isChatOpen) botSso.warm();
    void botSso.completeSignIn();
  }

  /** From somebody to nobody or to somebody else: nothing of the old one stays. */
  function leave(next: string | null, by: 'app' | 'other-tab') {
    const isClosing = isChatOpen && options.onUserChange !== 'keep-chat';
    if (options.onUserChange !== 'keep-chat') widget.closeChat();
    if (by === 'app') tabs.tellSignedOut();
    person = next;
    signedOutBy = next === null ? by : null;
    botSso.reset();
    signIn.end();
    tokens.setUser(next, options.userId === null ? 'no-user' : 'signed-out');
    // v2 ends a conversation with the token that it holds, in this task: without, it would leave a ghost chat.
    if (isClosing) setTimeout(widget.update, 0, 'person');
    else widget.update('person');
    emit(next === null ? { type: 'signed-out', cause: by } : { type: 'user-changed' });
    if (next !== null) tabs.tellSignedIn();
  }

  const auth: LiveChatAuth = {
    getState: store.get,
    getServerState: () => serverState,
    subscribe: store.subscribe,

    connect() {
      connections += 1;
      if (!connection) start();
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        connections -= 1;
        // StrictMode, HMR and a remount connect again in the same task: then nothing has happened.
        queueMicrotask(() => connections === 0 && connection && stop());
      };
    },

    whenReady({ signal } = {}) {
      return new Promise((resolve, reject) => {
        const check = () => {
          const state = store.get().widget;
          if (signal?.aborted) reject(signal.reason);
          else if (state.status === 'waiting') return;
          else if (state.status === 'ready') resolve(widget.sdk()!);
          else reject(state.error);
          unsubscribe();
          signal?.removeEventListener('abort', check);
        };
        const unsubscribe = store.subscribe(check);
        signal?.addEventListener('abort', check);
        check();
      });
    },

    getAuthToken: (request) => tokens.get('manual', request),

    async startChat(request) {
      const ready = await auth.whenReady();
      await tokens.get('manual');
      await ready.startChat(request);
    },

    closeChat: widget.closeChat,

    completeSignIn: (signInId) => botSso.completeSignIn(signInId),

    async signOut() {
      if (person !== null) leave(null, 'app');
    },

    retry() {
      if (person === null) arrive(options.userId);
      else {
        signIn.end();
        tokens.wake();
      }
      if (connection && store.get().widget.status === 'unavailable') widget.watch();
    },

    setOptions(changes) {
      const before = options;
      const next = { ...options, ...changes };
      checkOptions(next);
      options = next;
      if (connection && next.clientFunction !== before.clientFunction) widget.installFunction();
      if (!next.botSso !== !before.botSso) {
        botSso.optionsChanged();
        if (isChatOpen) botSso.warm();
        widget.registerBot();
      }
      if (next.userId === before.userId) return;
      // The portal's word is newer than a sign-out: whoever it names is signed in.
      store.set({ userId: next.userId });
      if (person === null) arrive(next.userId);
      else leave(next.userId, 'app');
    },
  };
  return auth;
}
