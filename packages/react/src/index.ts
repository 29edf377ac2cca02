export { BotSignInCard, type BotSignInCardProps } from './bot-sign-in-card.js';
export { german } from './german.js';
export { LiveChatAuthProvider, type LiveChatAuthProviderProps } from './live-chat-auth-provider.js';
export { LiveChatButton, type LiveChatButtonProps } from './live-chat-button.js';
export { LiveChatReady, type LiveChatReadyProps } from './live-chat-ready.js';
export { LiveChatReconnectHint, type LiveChatReconnectHintProps } from './live-chat-reconnect-hint.js';
export { LiveChatUnavailable, type LiveChatUnavailableProps } from './live-chat-unavailable.js';
export { english, type LiveChatMessages } from './messages.js';
export { useAuthToken, type AuthTokenResult } from './use-auth-token.js';
export { useBotSso, type BotSsoResult } from './use-bot-sso.js';
export { useLiveChatAuth, type LiveChatAuthResult } from './use-live-chat-auth.js';
export { useLiveChatAuthClient } from './use-live-chat-auth-client.js';
export { useLiveChatEvent } from './use-live-chat-event.js';
export { useLiveChatState } from './use-live-chat-state.js';

// A portal needs one import. Code for the server imports from `@lcw-auth/core`.
export {
  checkContext,
  createLiveChatAuth,
  errorCodes,
  fetchAuthToken,
  fetchBotToken,
  LiveChatAuthError,
  loadWidgetScript,
  powerPagesAuthToken,
  serializeContext,
  type AuthTokenClaims,
  type AuthTokenReason,
  type AuthTokenRequest,
  type AuthTokenState,
  type AuthTokenWarning,
  type BotCard,
  type BotSsoOptions,
  type BotSsoOutcome,
  type BotSsoState,
  type BotToken,
  type BotTokenRequest,
  type ChatState,
  type ContextValue,
  type FetchAuthTokenInit,
  type FetchBotTokenInit,
  type LiveChatAuthClient,
  type LiveChatAuthErrorCode,
  type LiveChatAuthErrorDetails,
  type LiveChatAuthEvent,
  type LiveChatAuthOptions,
  type LiveChatAuthState,
  type PowerPagesAuthTokenOptions,
  type ReadToken,
  type SignInRequest,
  type StartChatOptions,
  type UserChangePolicy,
  type WidgetEventMap,
  type WidgetScriptOptions,
  type WidgetSdk,
  type WidgetState,
  type WidgetWait,
} from '@lcw-auth/core';
