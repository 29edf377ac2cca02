import type { AuthTokenWarning, LiveChatAuthError, LiveChatAuthErrorCode } from './errors.js';
import type { BotSsoOutcome } from './state.js';

/** Why the app's `getAuthToken` is called. */
export type AuthTokenReason = 'register' | 'refresh' | 'widget' | 'manual';

/** How the widget requested the token: through the SDK's provider, or through the named client function. */
export type AuthTokenRoute = 'sdk' | 'client-function';

/** An event without its time. */
export type EventDetail =
  /** The SDK may be used. `guessed` is true when `lcw:ready` was missed and the SDK was found on the page instead. */
  | { type: 'widget-ready'; guessed: boolean }
  | { type: 'widget-unavailable'; code: LiveChatAuthErrorCode }
  /** The widget raised `lcw:error`. */
  | { type: 'widget-error'; code: LiveChatAuthErrorCode }
  | { type: 'registered'; provider: 'auth' | 'bot' | 'client-function' }
  /** Microsoft's chat SDK or React widget was connected, where one of them is the chat. */
  | { type: 'connected'; part: 'chat-sdk' | 'react-widget' }
  | { type: 'registration-failed'; provider: 'auth' | 'bot' }
  | { type: 'close-chat-failed'; code: 'close-chat-failed' }
  /** Other code on the page interferes; `code` says which. */
  | { type: 'conflict'; code: Extract<LiveChatAuthErrorCode, `conflict-${string}`> }
  | { type: 'token-requested'; route: AuthTokenRoute }
  | { type: 'token-responded'; route: AuthTokenRoute; answer: 'token' | 'null'; afterMs: number }
  | { type: 'token-fetched'; reason: AuthTokenReason; expiresAt: number }
  | { type: 'token-failed'; reason: AuthTokenReason; code: LiveChatAuthErrorCode }
  /** The token is used, but Omnichannel may reject it. */
  | { type: 'token-warning'; warnings: readonly AuthTokenWarning[] }
  /** The widget has not requested a token although a user is signed in and the conversation has begun. */
  | { type: 'token-not-requested' }
  | { type: 'user-changed' }
  /** `session-unknown`: the session has been unknown for longer than five seconds. */
  | { type: 'signed-out'; cause: 'app' | 'other-tab' | 'session-ended' | 'session-unknown' }
  | { type: 'sign-in-needed'; reason: 'chat' | 'bot' }
  | { type: 'sign-in-failed'; reason: 'chat' | 'bot' }
  /** A card arrived, but the option `botSso` is missing. Only v1 reports such a card. */
  | { type: 'card-ignored'; code: 'bot-sso-missing' }
  | { type: 'card-received'; signInId: string }
  /** The widget received the decision. */
  | { type: 'card-answered'; signInId: string; show: boolean; outcome: BotSsoOutcome['type']; afterMs: number }
  /** The exchange ended, possibly after the decision or in another tab. */
  | { type: 'card-settled'; signInId: string; outcome: BotSsoOutcome['type']; code?: LiveChatAuthErrorCode };

/** An event with its time `at`, in milliseconds since the epoch. Never contains a token, a URL or text from other sources. */
export type LiveChatAuthEvent = { at: number } & EventDetail;

/** A problem that the developer must solve. `thrown`: what the app's own function threw. */
export interface Problem {
  error: LiveChatAuthError;
  thrown?: unknown;
}

/** Reports an event to the app; adds the time. The problem is for the development console. */
export type Emit = (event: EventDetail, problem?: Problem) => void;
