import { createAuthTokens, defaultTokenTimeout, longestTimer } from './auth-token.js';
import { createBotSso } from './bot-sso.js';
import { checkClientFunction, installClientFunction } from './client-function.js';
import { fromWidgetError, LiveChatAuthError } from './errors.js';
import type { AuthTokenRoute, Emit } from './events.js';
import type { LiveChatAuthOptions } from './options.js';
import { watchReadiness } from './readiness.js';
import { createRegistration, type Registration, type WidgetClient } from './registration.js';
import { safely } from './safely.js';
import { createSignIn } from './sign-in.js';
import type { LiveChatAuthState, WidgetState } from './state.js';
import { createStore } from './store.js';
import { createTabs } from './tabs.js';
import { withTimeLimit } from './time-limit.js';
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
  /** Changes options; those that are left out stay. A new `userId` is a new identity. */
  setOptions(options: Partial<LiveChatAuthOptions>): void;
}

const defaultReadyTimeout = 30_000;

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
  let sdk: WidgetSdk | null = null;
  let registration: Registration | null = null;
  let warned = false;

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
    onToken: () => guard(() => registration?.update('token')),
  });
  const tabs = createTabs(getWindow, () => person, {
    onSignedOut: () => leave(null, 'other-tab'),
    onSignedIn: (userId) => signedOutBy === 'other-tab' && userId === options.userId && arrive(userId),
    onCard: (signInId, outcome) => botSso.learn(signInId, outcome),
  });
  const botSso = createBotSso({ options: () => options.botSso, userId: () => person, store, emit, tabs, signIn });

  // --- Asks of the widget

  function answer(callback: AuthTokenCallback, route: AuthTokenRoute): void | Promise<void> {
    emit({ type: 'token-asked', route });
    const jwt = tokens.peek();
    if (jwt !== null) return hand(callback, jwt, route, 0);
    warnOnConflict();
    const askedAt = Date.now();
    return tokenInTime().then((late) => hand(callback, late, route, Date.now() - askedAt));
  }

  function hand(callback: AuthTokenCallback, jwt: string | null, route: AuthTokenRoute, afterMs: number) {
    try {
      callback(jwt);
    } catch {
      // The widget's own trouble; it has its answer.
    }
    emit({ type: 'token-answered', route, answer: jwt === null ? 'null' : 'token', afterMs });
  }

  /** The token for an ask that found none: fetched, or of the person who signs in for it. Null at the time limit. */
  async function tokenInTime(): Promise<string | null> {
    const asked = person;
    const find = async (signal: AbortSignal) => {
      const jwt = await tokens.get('widget', { signal });
      const isSignedOut = person === asked && store.get().authToken.status === 'signed-out';
      if (jwt !== null || signal.aborted || !isSignedOut || !signIn.isPossible()) return jwt;
      await signIn.need('chat');
      return tokens.get('widget', { signal });
    };
    const limit = options.tokenTimeout ?? defaultTokenTimeout;
    const jwt = await withTimeLimit(limit, connectionSignal(), () => new Error(), find).catch(() => null);
    // Whoever asked is not who is signed in now: from nobody to somebody is the way in, everything else is a stranger.
    return asked === null || asked === person ? jwt : null;
  }

  const client: WidgetClient = {
    userId: () => person,
    peek: tokens.peek,
    answer: (callback) => answer(callback, 'sdk'),
    answerCard: (botTokenUrl, callback) => botSso.answerCard(botTokenUrl, callback),
  };

  function warnOnConflict() {
    if (warned || !registration?.hasConflict()) return;
    warned = true;
    const error = new LiveChatAuthError('conflict', 'each has its own userId; the last one connected answers');
    emit({ type: 'conflict', code: error.code });
    console.warn(error.message);
  }

  // --- The widget on the page

  /** The widget's methods are foreign code: when one throws, say so and go on. */
  function guard(call: () => void, provider: 'auth' | 'bot' = 'auth') {
    try {
      call();
    } catch {
      emit({ type: 'registration-failed', provider });
    }
  }

  function setWidget(widget: WidgetState) {
    // A change wakes every consumer: waiting, or ready, as before is none.
    if (widget.status === 'unavailable' || widget.status !== store.get().widget.status) store.set({ widget });
  }

  function onReady(ready: WidgetSdk) {
    if (ready !== sdk) {
      registration?.release();
      registration = createRegistration(getWindow(), ready, client, emit);
      sdk = ready;
    }
    guard(() => registration!.update('ready'));
    if (options.botSso) guard(() => registration!.registerBot(), 'bot');
    warnOnConflict();
    if (store.get().widget.status !== 'ready') {
      // By now the script tag is on the page, which says whose tab this is.
      if (person !== null) tabs.tellSignedIn();
      setWidget({ status: 'ready' });
      emit({ type: 'widget-ready' });
    }
  }

  function onUnavailable(error: LiveChatAuthError) {
    if (store.get().widget.status === 'ready') return;
    setWidget({ status: 'unavailable', error });
    emit({ type: 'widget-unavailable', code: error.code });
  }

  function onWidgetError(event: Event) {
    const error = fromWidgetError((event as CustomEvent<unknown>).detail, options.clientFunction !== undefined);
    emit({ type: 'widget-error', code: error.code });
    if (error.code === 'widget-script-failed') onUnavailable(error);
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
    installFunction();
    for (const type of ['lcw:startChat', 'lcw:chatRetrieved']) page.addEventListener(type, onChatOpened, { signal });
    for (const type of ['lcw:closeChat', 'lcw:onClose']) page.addEventListener(type, onChatClosed, { signal });
    page.addEventListener('lcw:error', onWidgetError, { signal });
    page.addEventListener('online', tokens.wake, { signal });
    page.document.addEventListener('visibilitychange', onVisible, { signal });
    watch();
    tokens.start();
  }

  let unwatch = () => {};
  function watch() {
    unwatch();
    if (store.get().widget.status !== 'ready') setWidget({ status: 'waiting' });
    unwatch = watchReadiness(getWindow(), options.readyTimeout ?? defaultReadyTimeout, onReady, onUnavailable);
  }

  let uninstallFunction: (() => void) | null = null;
  function installFunction() {
    uninstallFunction?.();
    uninstallFunction = null;
    const { clientFunction } = options;
    if (clientFunction === undefined) return;
    uninstallFunction = installClientFunction(getWindow(), clientFunction, (callback) => answer(callback, 'client-function'));
    emit(uninstallFunction ? { type: 'registered', provider: 'client-function' } : { type: 'conflict', code: 'conflict' });
  }

  function stop() {
    connection?.abort();
    connection = null;
    unwatch();
    uninstallFunction?.();
    uninstallFunction = null;
    guard(() => registration?.release());
    registration = null;
    sdk = null;
    signIn.end();
    botSso.stop();
    tokens.stop();
    tabs.close();
    setWidget({ status: 'waiting' });
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
    if (options.onUserChange !== 'keep-chat') closeChat();
    if (by === 'app') tabs.tellSignedOut();
    person = next;
    signedOutBy = next === null ? by : null;
    botSso.reset();
    signIn.end();
    tokens.setUser(next, options.userId === null ? 'no-user' : 'signed-out');
    const clear = () => guard(() => registration?.update('person'));
    // v2 ends a conversation with the token that it holds, in this task: without, it would leave a ghost chat.
    if (isClosing) setTimeout(clear);
    else clear();
    emit(next === null ? { type: 'signed-out', cause: by } : { type: 'user-changed' });
    if (next !== null) tabs.tellSignedIn();
  }

  function closeChat() {
    guard(() => void sdk?.closeChat());
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
          const { widget } = store.get();
          if (signal?.aborted) reject(signal.reason);
          else if (widget.status === 'waiting') return;
          else if (widget.status === 'ready') resolve(sdk!);
          else reject(widget.error);
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

    closeChat,

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
      if (connection && store.get().widget.status === 'unavailable') watch();
    },

    setOptions(changes) {
      const before = options;
      const next = { ...options, ...changes };
      checkOptions(next);
      options = next;
      if (connection && next.clientFunction !== before.clientFunction) installFunction();
      if (!next.botSso !== !before.botSso) {
        botSso.optionsChanged();
        if (isChatOpen) botSso.warm();
        if (next.botSso && registration) guard(() => registration!.registerBot(), 'bot');
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

/** @throws TypeError that says what to write instead. */
function checkOptions(options: LiveChatAuthOptions) {
  const must = (isRight: boolean, text: string) => {
    if (!isRight) throw new TypeError(text);
  };
  const { userId, getAuthToken, botSso, clientFunction } = options;
  const isUserId = userId === null || (typeof userId === 'string' && userId !== '');
  must(isUserId, 'userId must be a string, or null for nobody: write userId={user?.id ?? null}.');
  must(typeof getAuthToken === 'function', "getAuthToken must be a function: write getAuthToken={fetchAuthToken('/auth/token')}.");
  must(
    !botSso || typeof botSso.getToken === 'function',
    'botSso.getToken must be a function: write botSso={{ getToken: async () => token }}.',
  );
  for (const name of ['tokenTimeout', 'readyTimeout', 'refreshAhead'] as const) {
    const value = options[name] ?? 0;
    // The widget allows 10 seconds for a token; browsers count no longer than 24 days.
    const most = name === 'tokenTimeout' ? 10_000 : longestTimer;
    must(typeof value === 'number' && value >= 0 && value <= most, `${name} must be milliseconds from 0 to ${most}.`);
  }
  if (clientFunction !== undefined) checkClientFunction(clientFunction);
}
