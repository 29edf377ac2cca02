import type { LiveChatAuthClient } from '@lcw-auth/core';
import { headlessHost, type ConnectedSdk, type HeadlessHost } from '../headless-chat.js';
import { guardMethods, replaceMethods, type ChatSdk, type ChatSdkInternals } from './chat-sdk.js';
import { forgetRefusedChat } from './forget-refused-chat.js';
import { startErrorCode } from './start-error.js';

/** The configuration of Microsoft's chat SDK that concerns authentication. */
export interface ChatSdkAuth {
  /** Returns a token that is valid now, or null when no user is signed in. */
  getAuthToken(this: void): Promise<string | null>;
}

/** Microsoft's number for the conversation mode "persistent chat", which is always authenticated. */
const persistentChat = '192350001';

/**
 * Returns the second argument of `new OmnichannelChatSDK(omnichannelConfig, chatSdkAuth(client))`.
 * @throws TypeError when the client was created without `host: headlessChat`.
 */
export function chatSdkAuth(client: LiveChatAuthClient): ChatSdkAuth {
  const host = headlessHost(client, 'chatSdkAuth');
  return { getAuthToken: () => host.requestToken() };
}

/**
 * Connects Microsoft's chat SDK to the client. Gives the SDK a valid token before each authenticated call, signs the user in
 * during a chat when the SDK supports it, and removes all data of a user who left. Replaces methods of this SDK object until
 * the returned function is called.
 * @throws TypeError when the client was created without `host: headlessChat`.
 * @example
 * useEffect(() => connectChatSdk(client, chatSDK), [client, chatSDK]);
 */
export function connectChatSdk(client: LiveChatAuthClient, chatSDK: ChatSdk): () => void {
  const host = headlessHost(client, 'connectChatSdk');
  const { connected, disconnect } = connect(host, chatSDK);
  const detach = host.attachSdk(connected);
  return () => {
    detach();
    disconnect();
  };
}

function connect(host: HeadlessHost, chatSDK: ChatSdk): { connected: ConnectedSdk; disconnect: () => void } {
  const { port } = host;
  const internals = chatSDK as unknown as ChatSdkInternals;
  const originalStart = chatSDK.startChat.bind(chatSDK);
  const originalEnd = chatSDK.endChat.bind(chatSDK);
  const readConfig = chatSDK.getLiveChatConfig.bind(chatSDK);
  let requiresToken: boolean | null = null;
  let starting: Promise<void> | null = null;
  /** True while the SDK's own `startChat()` runs. The end of that chat then waits for the start. */
  let isSdkStarting = false;
  /** False after `release()`. A chat that is open when the SDK is disconnected is followed until then, because its user may leave. */
  let isFollowed = true;
  /** The SDK may have been connected before, with a chat that is still open. */
  let isOpen = Boolean(internals.conversation);
  /** True while the open conversation belongs to no user. Only such a conversation is signed in later. */
  let isAnonymous = isOpen && internals.authenticatedUserToken === null;
  /** Resolves when the conversation of a user who left has ended. Ending it needs that user's token. */
  let ending: Promise<void> = Promise.resolve();
  let isSigningIn = false;

  /** Returns whether the chat needs a token. False until the SDK is initialized, and for a widget without a chat authentication setting. */
  async function isAuthenticated(): Promise<boolean> {
    requiresToken ??= await readConfig().then(requiresAuthentication, () => null);
    return requiresToken === true;
  }

  /** Gives the SDK a token that is valid now. The SDK itself captures a token once and never requests another one. */
  async function ensureToken({ afterEnd = true } = {}): Promise<void> {
    if (afterEnd) await ending;
    if (!(await isAuthenticated())) return;
    const held = port.peek();
    if (held !== null && internals.authenticatedUserToken === held) return;
    await host.requestToken();
    // The token is read again here, because the user may have left during the request.
    if (isFollowed) internals.authenticatedUserToken = port.peek();
  }

  async function start(options: object | undefined): Promise<void> {
    await ensureToken();
    const resumes = 'liveChatContext' in (options ?? {});
    try {
      isSdkStarting = true;
      await originalStart(options).finally(() => (isSdkStarting = false));
      isOpen = true;
      isAnonymous = internals.authenticatedUserToken === null;
      const chatId = internals.chatToken?.chatId;
      if (chatId !== undefined) host.storedChats.add(chatId);
      port.onChat({ type: resumes ? 'resumed' : 'started' });
      port.onChat({ type: 'conversation-begun' });
    } catch (error) {
      const errorCode = startErrorCode(error);
      if (errorCode !== null) port.onError({ errorCode });
      throw error;
    }
  }

  async function end(options?: object): Promise<void> {
    isOpen = false;
    try {
      await originalEnd(options);
    } finally {
      port.onChat({ type: 'closed' });
    }
  }

  async function endWhenStarted(started: Promise<void>): Promise<void> {
    const isStarted = await started.then(
      () => true,
      () => false,
    );
    if (!isStarted) return;
    await end();
    host.storedChats.forget();
  }

  function applyToken(): void {
    const held = port.peek();
    if (held === null || !isFollowed) return;
    if (isOpen && isAnonymous) {
      if (requiresToken === true) void signInDuringChat();
    } else if (internals.authenticatedUserToken !== null) internals.authenticatedUserToken = held;
  }

  /** Signs the user in during an anonymous chat. */
  async function signInDuringChat(): Promise<void> {
    if (isSigningIn || typeof chatSDK.authenticateChat !== 'function') return;
    isSigningIn = true;
    try {
      await chatSDK.authenticateChat(async () => (await host.requestToken()) ?? '', { refreshChatToken: true });
      isAnonymous = false;
    } catch {
      port.onError({ errorCode: 4 });
    } finally {
      isSigningIn = false;
    }
  }

  const guarded = guardMethods(chatSDK, ensureToken);
  const restore = replaceMethods(chatSDK, {
    ...guarded,
    ...(guarded['getConversationDetails'] && {
      getConversationDetails: forgetRefusedChat(host.storedChats, guarded['getConversationDetails']),
    }),
    // After an unmount, the previous instance of the widget still listens for the same event. Both calls then open one chat.
    startChat(options) {
      starting ??= start(options as object | undefined).finally(() => (starting = null));
      return starting;
    },
    async endChat(options) {
      await ensureToken();
      await end(options as object | undefined);
    },
    // The widget passes a function that returns the token it captured. The SDK calls this method during a start.
    async setAuthTokenProvider(_captured, options) {
      await ensureToken({ afterEnd: !isSdkStarting });
      if (internals.authenticatedUserToken === null && (options as { throwError?: boolean } | undefined)?.throwError)
        throw new Error('UndefinedAuthToken');
    },
  });
  // The SDK no longer calls `getAuthToken`, because its methods are replaced. The widget calls it when the setting names no client function.
  internals.chatSDKConfig.getAuthToken = () => host.requireToken();

  function release(): void {
    isFollowed = false;
    const token = internals.authenticatedUserToken;
    // The end of a conversation needs the token. The same SDK may have the token of the next user by then.
    void ending.then(() => {
      if (internals.authenticatedUserToken === token) internals.authenticatedUserToken = null;
    });
  }

  const connected: ConnectedSdk = {
    startChat: (options) => chatSDK.startChat(options?.customContext && { customContext: options.customContext }),
    endChat() {
      if (!isOpen && !starting) return ending;
      const ended = starting ? endWhenStarted(starting) : end();
      ending = ended.catch(() => undefined);
      return ended;
    },
    getAgentAvailability: async () => chatSDK.getAgentAvailability?.(),
    tokenChanged() {
      void ending.then(applyToken);
    },
    forgetToken() {
      void ending.then(() => (internals.authenticatedUserToken = null));
    },
    release,
  };
  return {
    connected,
    disconnect() {
      restore();
      if (!isOpen && !starting) release();
    },
  };
}

function requiresAuthentication(config: object): boolean {
  const { LiveChatConfigAuthSettings: settings, LiveWSAndLiveChatEngJoin: workstream } = config as {
    LiveChatConfigAuthSettings?: unknown;
    LiveWSAndLiveChatEngJoin?: { msdyn_conversationmode?: unknown };
  };
  return Boolean(settings) || String(workstream?.msdyn_conversationmode) === persistentChat;
}
