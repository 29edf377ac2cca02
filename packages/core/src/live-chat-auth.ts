import { checkOptions } from './check-options.js';
import type { AuthTokenRoute, Emit } from './events.js';
import { createLateEngine } from './late-engine.js';
import type { LiveChatAuthOptions } from './options.js';
import { createPageWidget } from './page-widget.js';
import { safely } from './safely.js';
import type { LiveChatAuthState } from './state.js';
import { createStore } from './store.js';
import { defaultCardDeadline, defaultTokenTimeout } from './time-limit.js';
import type { AuthTokenCallback, StartChatOptions, WidgetSdk } from './widget.js';

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
  /** The options now. */
  getOptions(): LiveChatAuthOptions;
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
  let connections = 0;
  /** From start to stop: whatever listens in between ends with it. */
  let connection: AbortController | null = null;

  const getWindow = () => options.window ?? window;
  const emit: Emit = (event) => {
    // An ask emits twice: where nobody listens that must cost nothing.
    if (options.onEvent) safely(() => options.onEvent!({ at: Date.now(), ...event }));
  };

  const serverState: LiveChatAuthState = { widget: { status: 'waiting' }, ...stateBefore(options) };
  const store = createStore(serverState);
  const engine = createLateEngine({
    create: ({ createEngine }) => createEngine({ userId: initial.userId, options: () => options, window: getWindow, store, emit, widget }),
    onThere: (ready) => connection && ready.start(),
    onFailure(error) {
      emit({ type: 'token-failed', reason: 'register', code: error.code });
      if (options.userId !== null) store.set({ authToken: { status: 'error', error } });
    },
  });

  /** One callback, in the same tick when a valid token is held, else within the time limit: the engine may be on its way. */
  function answer(callback: AuthTokenCallback, route: AuthTokenRoute) {
    const askedAt = Date.now();
    const limit = options.tokenTimeout ?? defaultTokenTimeout;
    return engine.ask<void>(
      limit,
      (ready) => ready.answer(callback, route, askedAt),
      () => safely(() => callback(null)),
    );
  }

  const widget = createPageWidget({
    options: () => options,
    window: getWindow,
    store,
    emit,
    answer,
    client: {
      userId: () => (engine.now() ? engine.now()!.person() : options.userId),
      peek: () => engine.now()?.peek() ?? null,
      answer: (callback) => answer(callback, 'sdk'),
      async answerCard(botTokenUrl, callback) {
        const askedAt = Date.now();
        await engine.ask<void>(
          options.botSso?.deadline ?? defaultCardDeadline,
          (ready) => ready.answerCard(botTokenUrl, callback, askedAt),
          () => safely(() => callback({ show: true })),
        );
      },
    },
    onReady: () => engine.tell((ready) => ready.widgetReady()),
  });

  function start() {
    connection = new AbortController();
    const { signal } = connection;
    const page = getWindow();
    const wake = () => {
      engine.tell((ready) => ready.wake());
      void engine.load();
    };
    widget.connect();
    for (const type of ['lcw:startChat', 'lcw:chatRetrieved'])
      page.addEventListener(type, () => engine.tell((ready) => ready.chatOpened()), { signal });
    for (const type of ['lcw:closeChat', 'lcw:onClose'])
      page.addEventListener(type, () => engine.tell((ready) => ready.chatClosed()), { signal });
    page.addEventListener('lcw:error', (event) => engine.tell((ready) => ready.widgetFailed((event as CustomEvent<unknown>).detail)), {
      signal,
    });
    page.addEventListener('online', wake, { signal });
    page.document.addEventListener('visibilitychange', wake, { signal });
    engine.tell((ready) => signal.aborted || ready.open());
    engine.now()?.start();
    // Not in the task that mounts a page, even where the chunk is there already.
    queueMicrotask(() => void (signal.aborted || engine.load()));
  }

  function stop() {
    connection?.abort();
    connection = null;
    widget.disconnect();
    engine.tell((ready) => ready.stop());
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

    getAuthToken: async (request) => {
      const limit = options.tokenTimeout ?? defaultTokenTimeout;
      return engine.ask(
        limit,
        (ready) => ready.getToken('manual', request),
        () => null,
      );
    },

    async startChat(request) {
      const ready = await auth.whenReady();
      await auth.getAuthToken();
      await ready.startChat(request);
    },

    closeChat: widget.closeChat,

    async completeSignIn(signInId) {
      await (engine.now() ?? (await engine.load()))?.completeSignIn(signInId);
    },

    async signOut() {
      engine.tell((ready) => ready.signOut());
      engine.dropAsks();
      await engine.load();
    },

    retry() {
      engine.tell((ready) => ready.retry());
      void engine.load();
      if (connection && store.get().widget.status === 'unavailable') widget.watch();
    },

    getOptions: () => options,

    setOptions(changes) {
      const before = options;
      const next = { ...options, ...changes };
      checkOptions(next);
      options = next;
      if (connection && next.clientFunction !== before.clientFunction) widget.installFunction();
      const hasNewUser = next.userId !== before.userId;
      const hasNewBot = !next.botSso !== !before.botSso;
      if (hasNewBot) {
        engine.tell((ready) => ready.botOptionsChanged());
        widget.registerBot();
      }
      if (!engine.now()) {
        const { authToken, botSso } = stateBefore(next);
        store.set({ ...(hasNewUser && { authToken }), ...(hasNewBot && { botSso }) });
      }
      if (!hasNewUser) return;
      // The portal's word is newer than a sign-out: whoever it names is signed in.
      store.set({ userId: next.userId });
      engine.tell((ready) => ready.setUser(next.userId));
      if (before.userId !== null) engine.dropAsks();
    },
  };
  return auth;
}

/** What is known before the engine is there. */
const stateBefore = ({ userId, botSso }: LiveChatAuthOptions): Omit<LiveChatAuthState, 'widget'> => ({
  userId,
  authToken: userId === null ? { status: 'signed-out', cause: 'no-user' } : { status: 'pending' },
  botSso: { status: botSso ? 'idle' : 'disabled', cards: [] },
});
