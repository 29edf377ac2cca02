export { connectBotSso, type BroadcastServiceLike } from './bot/connect-bot-sso.js';
export { withBotSso, type ActivitySource } from './bot/with-bot-sso.js';
export { headlessChat } from './headless-chat.js';
export { chatSdkAuth, connectChatSdk, type ChatSdkAuth } from './sdk/connect-chat-sdk.js';
export type { ChatSdk } from './sdk/chat-sdk.js';
export { connectLiveChatWidget, liveChatWidgetAuth, liveChatWidgetKey, type LiveChatWidgetAuth } from './live-chat-widget.js';
