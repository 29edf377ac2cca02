import type { LiveChatAuthErrorCode } from './error-table.js';
import type { AuthTokenReason } from './options.js';
import type { BotSsoOutcome } from './state.js';

/** Which way a token was asked for: through the SDK, or through the named client function. */
export type AuthTokenRoute = 'sdk' | 'client-function';

type EventDetail =
  | { type: 'widget-ready' }
  | { type: 'widget-unavailable'; code: LiveChatAuthErrorCode }
  /** The widget raised `lcw:error`. */
  | { type: 'widget-error'; code: LiveChatAuthErrorCode }
  | { type: 'registered'; provider: 'auth' | 'bot' | 'client-function' }
  | { type: 'registration-failed'; provider: 'auth' | 'bot' }
  /** Two clients on one page disagree about who is signed in, or two want one client function. */
  | { type: 'conflict'; code: LiveChatAuthErrorCode }
  | { type: 'token-asked'; route: AuthTokenRoute }
  | { type: 'token-answered'; route: AuthTokenRoute; answer: 'token' | 'null'; afterMs: number }
  | { type: 'token-fetched'; reason: AuthTokenReason; expiresAt: number }
  | { type: 'token-failed'; reason: AuthTokenReason; code: LiveChatAuthErrorCode }
  | { type: 'user-changed' }
  | { type: 'signed-out'; cause: 'app' | 'other-tab' | 'endpoint-401' }
  | { type: 'sign-in-needed'; reason: 'chat' | 'bot' }
  | { type: 'sign-in-failed'; reason: 'chat' | 'bot' }
  | { type: 'card-received'; signInId: string }
  /** The widget was told. */
  | { type: 'card-answered'; signInId: string; show: boolean; outcome: BotSsoOutcome['type']; afterMs: number }
  /** The exchange ended; it may be after the answer, and in another tab. */
  | { type: 'card-settled'; signInId: string; outcome: BotSsoOutcome['type']; code?: LiveChatAuthErrorCode };

/** One thing that happened; `at` is milliseconds since the epoch. Never a token, a URL or text from elsewhere. */
export type LiveChatAuthEvent = { at: number } & EventDetail;

/** Reports one event; the clock is added on the way. */
export type Emit = (event: EventDetail) => void;
