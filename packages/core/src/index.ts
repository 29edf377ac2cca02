export { fetchBotToken, type FetchBotTokenInit } from './bot/fetch-bot-token.js';
export { checkContext, serializeContext, type ContextValue, type LiveChatContext, type LiveChatContextVariables } from './claims.js';
export { createLiveChatAuth } from './client.js';
export type { ReadToken } from './endpoint.js';
export type { LiveChatAuthErrorDetails } from './error-details.js';
export { errorCodes, LiveChatAuthError, type AuthTokenWarning, type LiveChatAuthErrorCode, type WidgetErrorCode } from './errors.js';
export type { AuthTokenReason, AuthTokenRoute, LiveChatAuthEvent } from './events.js';
export type { LiveChatAuthClient } from './live-chat-auth-client.js';
export type {
  AuthTokenRequest,
  BotSsoOptions,
  BotToken,
  BotTokenRequest,
  LiveChatAuthOptions,
  SignInRequest,
  UserChangePolicy,
  WidgetWait,
} from './options.js';
export type {
  AuthTokenClaims,
  AuthTokenState,
  BotCard,
  BotSsoOutcome,
  BotSsoState,
  ChatState,
  LiveChatAuthState,
  WidgetState,
} from './state.js';
export { fetchAuthToken, type FetchAuthTokenInit } from './token/fetch-auth-token.js';
export { powerPagesAuthToken, type PowerPagesAuthTokenOptions } from './token/power-pages-auth-token.js';
export { loadWidgetScript, type WidgetScriptOptions } from './widget/load-widget-script.js';
export type { ChatHost, ChatHostPort, CreateChatHost } from './widget/host.js';
export type { ChatEvent } from './widget/next-chat.js';
export type {
  AuthTokenCallback,
  AuthTokenProvider,
  BotAuthTokenCallback,
  BotAuthTokenProvider,
  ContextProvider,
  StartChatOptions,
  WidgetEventMap,
  WidgetSdk,
  WidgetWindow,
} from './widget/sdk.js';
