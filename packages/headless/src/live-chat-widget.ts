import type { LiveChatAuthClient } from '@lcw-auth/core';
import { connectBotSso, type BroadcastServiceLike } from './bot/connect-bot-sso.js';
import { headlessHost } from './headless-chat.js';
import { replaceMethods, type ChatSdk } from './sdk/chat-sdk.js';
import { connectChatSdk } from './sdk/connect-chat-sdk.js';
import { skipLateMessages } from './skip-late-messages.js';

/**
 * Functions that let a disconnected SDK start chats again. An unmounted widget still listens for the event that opens the chat. With
 * an SDK of its own it would open a second chat.
 */
const stopRefusing = new WeakMap<ChatSdk, () => void>();

/** The props of Microsoft's `<LiveChatWidget>` that concern authentication. */
export interface LiveChatWidgetAuth {
  /** Returns a token that is valid now, or null when no user is signed in. Never returns a token of a previous user. */
  getAuthToken(this: void, clientFunction?: string, options?: { isMidAuthEnabled?: boolean }): Promise<string | null>;
  /** How long the widget waits for the decision about a sign-in card: the client's `botSso.widgetWait`. */
  webChatContainerProps: {
    botAuthConfig: { fetchBotAuthConfigRetries: number; fetchBotAuthConfigRetryInterval: number; fallbackShowSignInCard: boolean };
  };
  /** Present with `signInOptional`, because releases before 2.0 would require a token. The connected SDK requests the token instead. */
  featureConfigProps?: { disableReauthentication: true };
}

/**
 * Connects Microsoft's `<LiveChatWidget>`: `connectChatSdk` for its SDK, and `connectBotSso` for the bot's sign-in cards.
 * Returns a function that disconnects both. The SDK then starts no chat until it is connected again.
 * @param broadcastService `BroadcastService`, which Microsoft's widget exports.
 * @throws TypeError when the client was created without `host: headlessChat`.
 * @example
 * useEffect(() => connectLiveChatWidget(client, chatSDK, BroadcastService), [client]);
 */
export function connectLiveChatWidget(client: LiveChatAuthClient, chatSDK: ChatSdk, broadcastService: BroadcastServiceLike): () => void {
  const host = headlessHost(client, 'connectLiveChatWidget');
  stopRefusing.get(chatSDK)?.();
  const disconnectSdk = connectChatSdk(client, chatSDK);
  const disconnectBot = connectBotSso(client, broadcastService);
  const deliverAgain = skipLateMessages(host, broadcastService);
  return () => {
    deliverAgain();
    disconnectBot();
    disconnectSdk();
    stopRefusing.set(chatSDK, replaceMethods(chatSDK, { startChat: () => new Promise(() => undefined) }));
  };
}

/**
 * Returns the props that authenticate Microsoft's `<LiveChatWidget>`. Merge your own `webChatContainerProps` into them.
 * @throws TypeError when the client was created without `host: headlessChat`.
 * @example
 * <LiveChatWidget key={liveChatWidgetKey(client)} {...liveChatWidgetAuth(client)} chatSDK={chatSDK} chatConfig={chatConfig} />
 */
export function liveChatWidgetAuth(client: LiveChatAuthClient): LiveChatWidgetAuth {
  const host = headlessHost(client, 'liveChatWidgetAuth');
  const { botSso, signInOptional } = client.getOptions();
  const { retries = 3, interval = 1_000, fallbackShow = true } = botSso?.widgetWait ?? {};
  return {
    getAuthToken: () => host.requireToken(),
    webChatContainerProps: {
      botAuthConfig: {
        fetchBotAuthConfigRetries: retries,
        fetchBotAuthConfigRetryInterval: interval,
        fallbackShowSignInCard: fallbackShow,
      },
    },
    ...(signInOptional === true && { featureConfigProps: { disableReauthentication: true } }),
  };
}

/**
 * Returns the React key for `<LiveChatWidget>`. The key changes when a user leaves, so that React removes the widget with all
 * data of that user (not with `userChangePolicy: 'keep-chat'`). It does not change when an anonymous visitor signs in, so the
 * chat continues. Read it in each render.
 * @throws TypeError when the client was created without `host: headlessChat`.
 */
export function liveChatWidgetKey(client: LiveChatAuthClient): string {
  return headlessHost(client, 'liveChatWidgetKey').widgetKey();
}
