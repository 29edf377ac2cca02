export { checkContext, serializeContext, type ContextValue } from './claims.js';
export type { LiveChatAuthErrorCode } from './error-table.js';
export { LiveChatAuthError } from './errors.js';
export type { AuthTokenRoute, LiveChatAuthEvent } from './events.js';
export { fetchAuthToken, type FetchAuthTokenInit } from './fetch-auth-token.js';
export { preloadLiveChatAuth } from './late-engine.js';
export { createLiveChatAuth } from './create-live-chat-auth.js';
export type { LiveChatAuth } from './live-chat-auth.js';
export { loadWidgetScript, type WidgetScriptOptions } from './load-widget-script.js';
export type {
  AuthTokenReason,
  AuthTokenRequest,
  BotSsoOptions,
  BotToken,
  BotTokenRequest,
  LiveChatAuthOptions,
  SignInRequest,
} from './options.js';
export { powerPagesAuthToken, type PowerPagesAuthTokenOptions } from './power-pages-auth-token.js';
export type { AuthTokenClaims, AuthTokenState, BotCard, BotSsoOutcome, BotSsoState, LiveChatAuthState, WidgetState } from './state.js';
export type {
  AuthTokenCallback,
  AuthTokenProvider,
  BotAuthTokenCallback,
  BotAuthTokenProvider,
  ContextProvider,
  StartChatOptions,
  WidgetErrorCode,
  WidgetEventMap,
  WidgetSdk,
  WidgetWindow,
} from './widget.js';
