import { createBotSso } from './bot/bot-sso.js';
import { checkOptions } from './check-options.js';
import { createConnection } from './connection.js';
import { createConsoleInDevelopment } from './development/console-in-development.js';
import { LiveChatAuthError } from './errors.js';
import type { Emit } from './events.js';
import { createIdentityStore } from './identity/identity-store.js';
import { activeUserId, causeOfLeaving, keptUserId, namedUserId, sessionOf, type Identity } from './identity/identity.js';
import type { LiveChatAuthClient } from './live-chat-auth-client.js';
import type { LiveChatAuthOptions } from './options.js';
import { createSignIn } from './sign-in/sign-in.js';
import type { LiveChatAuthState } from './state.js';
import { createStore } from './store.js';
import { createTabs } from './tabs/tabs.js';
import { createAuthToken, toAuthTokenState } from './token/auth-token.js';
import { initialToken } from './token/next-token.js';
import { createRespond } from './token/respond.js';
import { createChatTracker } from './widget/chat.js';
import { mayReload, reloadWhenClosed } from './widget/reload-page.js';
import { createScriptWidget } from './widget/script-widget.js';
import { whenWidgetReady } from './widget/when-ready.js';
import { readWidgetError } from './widget/widget-error.js';

/**
 * Creates the client. In React, `<LiveChatAuthProvider>` calls this function. The client does not touch the page before `connect()`.
 * @throws TypeError when an option is misused; the message says what to write instead.
 * @example
 * const auth = createLiveChatAuth({ userId: user?.id ?? null, getAuthToken: fetchAuthToken('/auth/token') });
 * auth.connect();
 */
export function createLiveChatAuth(initial: LiveChatAuthOptions): LiveChatAuthClient {
  checkOptions(initial);
  // Only `identity` stores the user.
  const { userId: initialUserId, ...initialOptions } = initial;
  let options: Omit<LiveChatAuthOptions, 'userId'> = initialOptions;

  const identity = createIdentityStore(initialUserId, onIdentityChange);
  const getOptions = (): LiveChatAuthOptions => ({ ...options, userId: namedUserId(identity.get()) });
  const getWindow = () => options.window ?? window;
  const isVisible = () => getWindow().document.visibilityState === 'visible';
  const connection = createConnection(start, stop);
  const developmentConsole = createConsoleInDevelopment(getOptions);
  const emit: Emit = (event, problem) => {
    const { onEvent } = options;
    if (onEvent) store.notify(() => onEvent({ at: Date.now(), ...event }));
    if (problem) developmentConsole?.report(problem);
    developmentConsole?.observe(event);
  };

  const serverState: LiveChatAuthState = {
    userId: initialUserId,
    widget: { status: 'waiting' },
    authToken: toAuthTokenState(identity.get(), initialToken),
    chat: { status: 'closed' },
    botSso: { status: options.botSso ? 'idle' : 'disabled', cards: [] },
  };
  const store = createStore(serverState);

  const signIn = createSignIn(getOptions, emit, connection.signal);
  const token = createAuthToken({
    identity,
    options: getOptions,
    store,
    emit,
    isConnected: connection.isOpen,
    isVisible,
    isChatOpen: () => chat.isOpen(),
    onHeldChange: () => host.tokenChanged(),
  });
  const tabs = createTabs({
    window: getWindow,
    userId: () => (identity.get().status === 'unknown' ? undefined : activeUserId(identity.get())),
    onSignedOut: (userId) => identity.dispatch({ type: 'signed-out-elsewhere', userId }),
    onSignedIn: (userId) => identity.dispatch({ type: 'signed-in-elsewhere', userId }),
    onCard: (...card) => botSso.learn(...card),
  });
  const botSso = createBotSso({
    options: () => options.botSso,
    identity,
    store,
    emit,
    tabs,
    signIn,
    onProblem: (problem) => developmentConsole?.report(problem),
  });
  const chat = createChatTracker({
    circumstances: () => ({ ...host.circumstances(), session: sessionOf(identity.get()) }),
    publish: (state) => store.set({ chat: state }),
    onOpen() {
      token.report(null);
      if (connection.isOpen()) botSso.warm();
    },
    onNotRequested: () => emit({ type: 'token-not-requested' }),
  });
  /** True while the widget ends the chat of a user who has left. */
  let isEndingChat = false;
  const respond = createRespond({
    options: getOptions,
    identity,
    token,
    signIn,
    emit,
    isEndingChat: () => isEndingChat,
    connection: connection.signal,
    onRequest: () => chat.dispatch({ type: 'token-requested' }),
    onResponse: (answer) => chat.dispatch({ type: 'responded', answer }),
  });
  const host = (initial.host ?? createScriptWidget)({
    options: getOptions,
    window: getWindow,
    userId: () => namedUserId(identity.get()),
    keptUserId: () => keptUserId(identity.get()),
    peek: token.peek,
    respond,
    answerCard: botSso.answerCard,
    emit,
    onWaiting: () => store.set({ widget: { status: 'waiting' } }),
    onReady(guessed) {
      if (store.get().widget.status === 'ready') return;
      store.transaction(() => {
        store.set({ widget: { status: 'ready' } });
        emit({ type: 'widget-ready', guessed });
      });
      // The script tag is on the page now, so the message can name the organisation.
      if (activeUserId(identity.get()) !== null) tabs.announceSignIn();
    },
    onUnavailable(error) {
      if (store.get().widget.status === 'ready') return;
      store.transaction(() => {
        store.set({ widget: { status: 'unavailable', error } });
        emit({ type: 'widget-unavailable', code: error.code }, { error });
      });
    },
    onTakeOver() {
      if (options.userChangePolicy !== 'keep-chat') endChat();
      else setTimeout(host.forgetToken);
    },
    onChat: chat.dispatch,
    onError: onWidgetError,
  });

  /** Reacts to a change of identity. No other function does. */
  function onIdentityChange(before: Identity, after: Identity) {
    store.transaction(() => {
      const left = keptUserId(before) !== keptUserId(after) ? keptUserId(before) : null;
      store.set({ userId: namedUserId(after) });
      if (left !== null) userLeft(left, before, after);
      token.identityChanged();
      // While the user was unknown, this tab ignored the outcomes of other tabs.
      if (before.status === 'unknown' && after.status !== 'unknown') tabs.catchUp();
      const arrived = activeUserId(after);
      // A user who is known again after an unknown session has not left.
      if (arrived !== null && arrived !== keptUserId(before)) userArrived(left === null);
      // The token may have been renewed, or a previous client's user may have left a chat.
      if (before.status === 'unknown') host.tokenChanged();
      chat.refresh();
    });
  }

  function userLeft(userId: string, before: Identity, after: Identity) {
    const cause = causeOfLeaving(after);
    const closesChat = options.userChangePolicy !== 'keep-chat';
    const reloads =
      options.userChangePolicy === 'reload-page' && before.status === 'signed-in' && connection.isOpen() && mayReload(getWindow());
    const isClosing = closesChat && chat.isOpen();
    // Discard the token first, because the widget may request a token while a method of its SDK runs.
    token.discard();
    host.userLeft();
    if (isClosing) endChat();
    else if (closesChat) host.closeChat();
    host.tokenChanged();
    // A session that one tab cannot read is no reason to close the chats of other tabs.
    if (cause === 'app') tabs.announceSignOut(userId);
    botSso.reset();
    tabs.forget();
    signIn.end();
    chat.dispatch({ type: 'user-changed' });
    if (!isClosing) host.forgetToken();
    emit(activeUserId(after) === null ? { type: 'signed-out', cause } : { type: 'user-changed' });
    if (reloads) reloadWhenClosed(getWindow(), chat.isOpen, store.subscribe);
  }

  /** Closes the chat of a user who has left. */
  function endChat() {
    isEndingChat = true;
    host.closeChat();
    // v2 needs the token that it holds to end the conversation, and it does so in this task. Remove that token afterwards.
    setTimeout(() => {
      isEndingChat = false;
      host.forgetToken();
    });
  }

  /** @param mayContinue True when no user was signed in before. The open chat and its cards then belong to the new user. */
  function userArrived(mayContinue: boolean) {
    tabs.announceSignIn();
    signIn.end();
    // The widget's last error happened before this user signed in.
    token.report(null);
    botSso.userArrived();
    if (connection.isOpen() && chat.isOpen()) botSso.warm();
    if (mayContinue) void botSso.completeSignIn();
  }

  function onWidgetError(detail: unknown) {
    const { authToken } = store.get();
    const warnings = authToken.status === 'valid' ? authToken.warnings : [];
    const error = readWidgetError(detail, host.circumstances().hasClientFunction, warnings);
    if (error.code === 'token-not-provided') {
      // The error concerns the user who has left: the widget had no valid token to end that user's conversation.
      if (isEndingChat)
        return emit({ type: 'close-chat-failed', code: 'close-chat-failed' }, { error: new LiveChatAuthError('close-chat-failed') });
      // When sign-in is optional and no user is signed in, null is the correct answer.
      if (activeUserId(identity.get()) === null && options.signInOptional) return;
    }
    store.transaction(() => {
      emit({ type: 'widget-error', code: error.code }, { error });
      if (error.code === 'token-not-provided' || error.code === 'token-rejected') chat.dispatch({ type: 'rejected' });
      if (error.code !== 'widget-script-failed') token.report(error);
      else if (store.get().widget.status !== 'ready') store.set({ widget: { status: 'unavailable', error } });
    });
  }

  function wake() {
    host.checkCompetition();
    token.wake();
  }

  function start(signal: AbortSignal) {
    const page = getWindow();
    developmentConsole?.start(() => identity.get().status === 'unknown', signal);
    // Connect the host first, because the widget may be ready already.
    host.connect();
    page.addEventListener('online', wake, { signal });
    tabs.open();
    token.start();
    if (activeUserId(identity.get()) !== null && store.get().widget.status === 'ready') tabs.announceSignIn();
    if (chat.isOpen()) botSso.warm();
    // Adding this listener is slow in browsers. The microtask keeps it out of the mount of the page.
    queueMicrotask(() => page.addEventListener('visibilitychange', () => (isVisible() ? wake() : host.checkCompetition()), { signal }));
  }

  function stop() {
    chat.stop();
    host.disconnect();
    signIn.end();
    botSso.stop();
    token.stop();
    tabs.close();
  }

  const client: LiveChatAuthClient = {
    getState: store.get,
    getServerState: () => serverState,
    subscribe: store.subscribe,
    getOptions,
    getHost: () => host,

    connect: connection.connect,
    whenReady: ({ signal } = {}) => whenWidgetReady(store, host.sdk, signal),
    getAuthToken: ({ signal, force } = {}) => token.get('manual', { signal, force }),

    async startChat(request) {
      const userId = keptUserId(identity.get());
      await client.whenReady();
      const signal = connection.signal();
      await client.getAuthToken({ signal });
      signal.throwIfAborted();
      // The chat must not open for a different user than the one who asked for it.
      if (userId !== null && userId !== keptUserId(identity.get())) throw new DOMException('The user has left.', 'AbortError');
      await host.startChat(request);
    },

    closeChat: () => host.closeChat(),
    completeSignIn: (signInId) => botSso.completeSignIn(signInId),
    signOut: async () => identity.dispatch({ type: 'signed-out-here' }),

    retry() {
      const isUnavailable = store.get().widget.status === 'unavailable';
      if (isUnavailable) host.retry();
      // While the widget is unavailable, `retry()` only looks for the widget. It does not end a sign-out.
      else identity.dispatch({ type: 'retried' });
      if (activeUserId(identity.get()) === null) return;
      signIn.end();
      token.wake();
    },

    setOptions(changes) {
      checkOptions({ ...getOptions(), ...changes });
      const { userId, ...others } = changes;
      const before = getOptions();
      options = { ...options, ...others };
      store.transaction(() => {
        // Change the identity first, so that the other changes do not apply to a user who has left.
        if ('userId' in changes) identity.dispatch({ type: 'user-named', userId });
        if (options.botSso !== before.botSso) {
          const isNew = before.botSso === undefined;
          botSso.optionsChanged();
          if (isNew && connection.isOpen() && chat.isOpen()) botSso.warm();
        }
        host.optionsChanged(before);
      });
    },
  };
  return client;
}
