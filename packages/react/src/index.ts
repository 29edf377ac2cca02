export { BotSignInCard, type BotSignInCardProps } from './bot-sign-in-card.js';
export { german } from './german.js';
export { LiveChatAuthProvider, type LiveChatAuthProviderProps } from './live-chat-auth-provider.js';
export { LiveChatButton, type LiveChatButtonProps } from './live-chat-button.js';
export { LiveChatReady, type LiveChatReadyProps } from './live-chat-ready.js';
export { LiveChatUnavailable, type LiveChatUnavailableProps } from './live-chat-unavailable.js';
export { english, type LiveChatMessages } from './messages.js';
export { useAuthToken, type AuthTokenResult } from './use-auth-token.js';
export { useBotSso, type BotSsoResult } from './use-bot-sso.js';
export { useLiveChatAuth, type LiveChatAuthResult } from './use-live-chat-auth.js';
export { useLiveChatEvent } from './use-live-chat-event.js';
export { useLiveChatState } from './use-live-chat-state.js';

// A portal needs one import. Code for the server takes these from `@lcw-auth/core`.
export {
  checkContext,
  createLiveChatAuth,
  fetchAuthToken,
  LiveChatAuthError,
  loadWidgetScript,
  powerPagesAuthToken,
  preloadLiveChatAuth,
  serializeContext,
  type AuthTokenClaims,
  type AuthTokenReason,
  type AuthTokenRequest,
  type AuthTokenState,
  type BotCard,
  type BotSsoOptions,
  type BotSsoOutcome,
  type BotSsoState,
  type BotToken,
  type BotTokenRequest,
  type ContextValue,
  type FetchAuthTokenInit,
  type LiveChatAuthClient,
  type LiveChatAuthErrorCode,
  type LiveChatAuthEvent,
  type LiveChatAuthOptions,
  type LiveChatAuthState,
  type PowerPagesAuthTokenOptions,
  type SignInRequest,
  type StartChatOptions,
  type WidgetEventMap,
  type WidgetScriptOptions,
  type WidgetSdk,
  type WidgetState,
} from '@lcw-auth/core';
