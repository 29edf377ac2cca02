import type { ChatHost, ChatHostPort, CreateChatHost, LiveChatAuthClient, StartChatOptions, WidgetSdk } from '@lcw-auth/core';
import { createStoredChats, type StoredChats } from './sdk/stored-chats.js';

/** A connected chat SDK, as the host uses it. */
export interface ConnectedSdk {
  startChat(options: StartChatOptions | undefined): Promise<void>;
  /** Ends the open conversation with the token that the SDK holds. When none is open, only waits for an end that is already running. */
  endChat(): Promise<void>;
  getAgentAvailability(): Promise<unknown>;
  tokenChanged(): void;
  forgetToken(): void;
  /** Stops following the chat and removes the token, because another SDK is connected or the client is gone. */
  release(): void;
}

/** The part of Microsoft's React widget that opens and closes its chat. */
export interface ConnectedWidget {
  startChat(options: StartChatOptions | undefined): void;
  closeChat(): void;
}

/** The host that `headlessChat` creates. */
export interface HeadlessHost extends ChatHost {
  readonly port: ChatHostPort;
  readonly storedChats: StoredChats;
  /** A key that changes when a user leaves, unless the chat is kept. It does not change when an anonymous visitor signs in or the session is loading. */
  widgetKey(): string;
  /** Resolves to a token that is valid now, or to null within `tokenTimeout`. */
  requestToken(): Promise<string | null>;
  /** Resolves as `requestToken` does, and reports a missing token as an error. The React widget uses it, because it starts no chat without a token. */
  requireToken(): Promise<string | null>;
  /**
   * Removes stored conversations when the React widget needs a token and no user is signed in. The page was then loaded after a
   * sign-out, and the widget has read the previous user's conversation. The next user gets a new widget. With `signInOptional` the
   * conversation may be anonymous, so it stays.
   */
  forgetWithoutUser(): void;
  /** Connects an SDK, which the host uses from now on. Returns a function that disconnects it. */
  attachSdk(sdk: ConnectedSdk): () => void;
  /** Connects the React widget. Returns a function that disconnects it. */
  attachWidget(widget: ConnectedWidget): () => void;
}

const hosts = new WeakSet<ChatHost>();

/**
 * Makes a client serve Microsoft's React widget or chat SDK instead of the widget that Microsoft's script puts on the page.
 * Pass it as the option `host` of `createLiveChatAuth` or `<LiveChatAuthProvider>`. The client is ready when
 * `connectChatSdk` has been called.
 */
export const headlessChat: CreateChatHost = (port) => createHeadlessHost(port);

/**
 * Returns the host of a client.
 * @throws TypeError when the client serves the script widget.
 */
export function headlessHost(client: LiveChatAuthClient, caller: string): HeadlessHost {
  const host = client.getHost();
  if (!hosts.has(host))
    throw new TypeError(`${caller}: this client serves the script widget. Write <LiveChatAuthProvider host={headlessChat} ...>.`);
  return host as HeadlessHost;
}

function createHeadlessHost(port: ChatHostPort): HeadlessHost {
  const storedChats = createStoredChats(port.window);
  let sdk: ConnectedSdk | null = null;
  /** The SDK that was connected last. Its chat may still be open after the app has removed the widget. */
  let lastSdk: ConnectedSdk | null = null;
  let widget: ConnectedWidget | null = null;
  /** The widget that was connected last. It still listens after the app has removed it, and keeps its transcript until it closes. */
  let lastWidget: ConnectedWidget | null = null;
  let isConnected = false;
  let departures = 0;
  let isTokenMissing = false;

  async function startChat(options: StartChatOptions | undefined): Promise<void> {
    if (options?.inNewWindow) throw new TypeError('startChat: `inNewWindow` works with the script widget only. Leave it out.');
    if (widget) widget.startChat(options);
    else await sdk?.startChat(options);
  }

  function closeChat(): void {
    // The SDK ends the conversation with the token that it holds now.
    lastSdk?.endChat().catch(() => port.emit({ type: 'close-chat-failed', code: 'close-chat-failed' }));
    // The widget closes immediately and drops its transcript only when it finds no stored conversation.
    storedChats.forget();
    lastWidget?.closeChat();
  }

  const refuse = (): never => {
    throw new TypeError("This chat is Microsoft's React widget or chat SDK: call connectChatSdk(client, chatSDK) instead.");
  };
  /** The object to which `whenReady()` resolves. */
  const widgetSdk: WidgetSdk = {
    setAuthTokenProvider: refuse,
    setBotAuthTokenProvider: refuse,
    startChat,
    closeChat,
    getAgentAvailability: () => sdk?.getAgentAvailability(),
  };

  const requestToken = () => new Promise<string | null>((resolve) => void port.respond(resolve, 'sdk'));

  function update(): void {
    if (!isConnected) return;
    if (sdk) port.onReady(false);
    else port.onWaiting();
  }

  const host: HeadlessHost = {
    port,
    storedChats,
    widgetKey: () => String(departures),
    connect() {
      isConnected = true;
      update();
    },
    disconnect() {
      isConnected = false;
      if (!sdk) lastSdk?.release();
      port.onWaiting();
    },
    retry: update,
    optionsChanged: () => undefined,
    tokenChanged: () => lastSdk?.tokenChanged(),
    userLeft() {
      if (port.options().userChangePolicy !== 'keep-chat') departures += 1;
    },
    forgetToken: () => lastSdk?.forgetToken(),
    sdk: () => (sdk ? widgetSdk : null),
    startChat,
    closeChat,
    checkCompetition: () => undefined,
    circumstances: () => ({ isV1: false, hasCompetition: false, hasClientFunction: false }),

    requestToken,
    async requireToken() {
      const token = await requestToken();
      // The React widget reports a missing token as text only. The script widget raises error 3 in this case.
      isTokenMissing = token === null;
      if (isTokenMissing) port.onError({ errorCode: 3 });
      host.forgetWithoutUser();
      return token;
    },
    forgetWithoutUser() {
      const { userChangePolicy, signInOptional } = port.options();
      const isSignedOut = isTokenMissing && port.userId() === null && !signInOptional && userChangePolicy !== 'keep-chat';
      if (isSignedOut && storedChats.forget()) departures += 1;
    },
    attachSdk(attached) {
      lastSdk?.release();
      sdk = lastSdk = attached;
      port.emit({ type: 'connected', part: 'chat-sdk' });
      update();
      return () => {
        if (sdk !== attached) return;
        sdk = null;
        update();
      };
    },
    attachWidget(attached) {
      widget = lastWidget = attached;
      port.emit({ type: 'connected', part: 'react-widget' });
      return () => {
        if (widget === attached) widget = null;
      };
    },
  };
  hosts.add(host);
  return host;
}
