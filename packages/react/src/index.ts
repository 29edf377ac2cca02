export { LiveChatAuthProvider, type LiveChatAuthProviderProps } from './live-chat-auth-provider.js';
export { useAuthToken, type AuthTokenResult } from './use-auth-token.js';
export { useBotSso, type BotSsoResult } from './use-bot-sso.js';
export { useLiveChatAuth, type LiveChatAuthResult } from './use-live-chat-auth.js';
export { useLiveChatEvent } from './use-live-chat-event.js';
export { useLiveChatState } from './use-live-chat-state.js';
