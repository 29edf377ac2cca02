import { checkOptions } from './check-options.js';
import type { AuthTokenRoute, Emit } from './events.js';
import { createLateEngine } from './late-engine.js';
import type { LiveChatAuth } from './live-chat-auth.js';
import type { LiveChatAuthOptions } from './options.js';
import { createPageWidget } from './page-widget.js';
import { quietly, safely } from './safely.js';
import type { LiveChatAuthState } from './state.js';
import { createStore } from './store.js';
import { cardDeadline, tokenTimeout } from './time-limit.js';
import type { AuthTokenCallback } from './widget.js';

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
  /** Who is signed in as far as the chat is concerned, until the engine is there and knows better. */
  let person = options.userId;
  let connections = 0;
  /** Not null while it is connected. */
  let stop: (() => void) | null = null;

  const getWindow = () => options.window ?? window;
  const emit: Emit = (event) => {
    // An ask emits twice: where nobody listens that must cost nothing.
    if (options.onEvent) safely(() => options.onEvent!({ at: Date.now(), ...event }));
  };

  const serverState: LiveChatAuthState = { widget: { status: 'waiting' }, ...stateWithoutEngine() };
  const store = createStore(serverState);
  const engine = createLateEngine({
    create: ({ createEngine }) => createEngine({ userId: person, options: () => options, window: getWindow, store, emit, widget }),
    onThere: (ready) => {
      if (!stop) return;
      ready.open();
      ready.start();
    },
    onFailure(error) {
      if (person === null) return;
      emit({ type: 'token-failed', reason: 'register', code: error.code });
      store.set({ authToken: { status: 'error', error } });
    },
  });

  function stateWithoutEngine(): Omit<LiveChatAuthState, 'widget'> {
    const { userId, botSso } = options;
    return {
      userId,
      authToken: person === null ? { status: 'signed-out', cause: userId === null ? 'no-user' : 'signed-out' } : { status: 'pending' },
      botSso: { status: botSso ? 'idle' : 'disabled', cards: [] },
    };
  }

  /** Somebody comes, or leaves, before the engine is there. */
  function changePerson(next: string | null) {
    const left = person;
    person = next;
    store.set({ userId: options.userId, authToken: stateWithoutEngine().authToken });
    if (left !== null && left !== next) {
      // Whoever asked was the one who left.
      engine.dropAsks();
      engine.tell(`left ${left}`, (ready) => ready.tellSignedOut(left));
      if (options.onUserChange !== 'keep-chat') widget.closeChat();
      emit(next === null ? { type: 'signed-out', cause: 'app' } : { type: 'user-changed' });
    }
    if (stop) void engine.load();
  }

  /** One callback, in the same tick when a valid token is held, else within the time limit: the engine may be on its way. */
  function answer(callback: AuthTokenCallback, route: AuthTokenRoute) {
    const askedAt = Date.now();
    const giveUp = () => {
      emit({ type: 'token-asked', route });
      quietly(() => callback(null));
      emit({ type: 'token-answered', route, answer: 'null', afterMs: Date.now() - askedAt });
    };
    // Nobody is signed in and nobody can be asked to: that needs no engine.
    if (!engine.now() && person === null && !options.onSignInNeeded) return giveUp();
    return engine.ask<void>(tokenTimeout(options), (ready) => ready.answer(callback, route, askedAt), giveUp);
  }

  const widget = createPageWidget({
    options: () => options,
    window: getWindow,
    store,
    emit,
    answer,
    client: {
      userId: () => (engine.now() ? engine.now()!.person() : person),
      peek: () => engine.now()?.peek() ?? null,
      answer: (callback) => answer(callback, 'sdk'),
      async answerCard(botTokenUrl, callback) {
        const askedAt = Date.now();
        const asker = person;
        await engine.ask<void>(
          cardDeadline(options.botSso),
          (ready) => ready.answerCard(botTokenUrl, callback, askedAt),
          () => {
            quietly(() => callback({ show: true }));
            // It is on screen: the engine has to know of it, for when a person signs in; but never that of somebody who has left.
            const isTheirs = () => asker === null || asker === person;
            engine.tell(botTokenUrl, (ready) => void (isTheirs() && ready.answerCard(botTokenUrl, () => {}, askedAt)));
          },
        );
      },
    },
    onReady: () => engine.now()?.widgetReady(),
    onConflict: () => engine.tell('conflict', (ready) => ready.warnOfConflict()),
  });

  const opened = () => engine.tell('chat', (ready) => ready.chatOpened());
  const closed = () => engine.tell('chat', (ready) => ready.chatClosed());
  const wake = () => {
    engine.now()?.wake();
    void engine.load();
  };
  /** What the page says while the client is connected. */
  const hears = Object.entries<(event: Event) => void>({
    'lcw:startChat': opened,
    'lcw:chatRetrieved': opened,
    'lcw:closeChat': closed,
    'lcw:onClose': closed,
    'lcw:error': (event) => engine.tell('error', (ready) => ready.widgetFailed((event as CustomEvent<unknown>).detail)),
    online: wake,
  });
  const looked = () => getWindow().document.visibilityState === 'visible' && wake();

  function start() {
    const page = getWindow();
    stop = () => {
      stop = null;
      for (const [type, hear] of hears) page.removeEventListener(type, hear);
      page.removeEventListener('visibilitychange', looked);
      widget.disconnect();
      engine.now()?.stop();
      engine.forget();
    };
    engine.now()?.open();
    // Before all else that takes a while: the widget may be ready already.
    widget.connect();
    for (const [type, hear] of hears) page.addEventListener(type, hear);
    engine.now()?.start();
    // Neither holds up the mount of a page: browsers take long to add this listener, and the chunk may be there already.
    queueMicrotask(() => {
      page.addEventListener('visibilitychange', looked);
      void engine.load();
    });
  }

  const auth: LiveChatAuth = {
    getState: store.get,
    getServerState: () => serverState,
    subscribe: store.subscribe,

    connect() {
      connections += 1;
      if (!stop) start();
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        connections -= 1;
        // StrictMode, HMR and a remount connect again in the same task: then nothing has happened.
        queueMicrotask(() => connections === 0 && stop?.());
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

    async getAuthToken(request) {
      const limit = tokenTimeout(options);
      const end = Date.now() + limit;
      return engine.ask<string | null>(
        limit,
        (ready) => ready.getToken('manual', { ...request, limit: end - Date.now() }),
        () => null,
        request?.signal,
      );
    },

    async startChat(request) {
      const ready = await auth.whenReady();
      if (engine.now() || person !== null) await auth.getAuthToken();
      await ready.startChat(request);
    },

    closeChat: widget.closeChat,

    async completeSignIn(signInId) {
      await (engine.now() ?? (await engine.load()))?.completeSignIn(signInId);
    },

    async signOut() {
      if (engine.now()) return engine.now()!.signOut();
      changePerson(null);
      // Only the engine reaches the other tabs.
      await engine.load();
    },

    retry() {
      if (engine.now()) engine.now()!.retry();
      else changePerson(options.userId);
      if (store.get().widget.status === 'unavailable') widget.watch();
    },

    getOptions: () => options,

    setOptions(changes) {
      const before = options;
      const next = { ...options, ...changes };
      checkOptions(next);
      options = next;
      const ready = engine.now();
      if (stop && next.clientFunction !== before.clientFunction) widget.installFunction();
      if (next.botSso !== before.botSso) {
        if (ready) ready.botOptionsChanged();
        else store.set({ botSso: stateWithoutEngine().botSso });
        widget.registerBot();
      }
      if (next.userId === before.userId) return;
      // The portal's word is newer than a sign-out: whoever it names is signed in.
      if (!ready) return changePerson(next.userId);
      store.set({ userId: next.userId });
      ready.setUser(next.userId);
    },
  };
  return auth;
}
