import type { QueryClient } from '@tanstack/query-core';
import type { LiveChatAuthEvent } from './events.js';
import type { BotSsoOutcome } from './state.js';

/** Why the app's `getAuthToken` is called. */
export type AuthTokenReason = 'register' | 'refresh' | 'widget' | 'manual';

/** What the app's `getAuthToken` is told. */
export interface AuthTokenRequest {
  userId: string;
  reason: AuthTokenReason;
  /** Aborts when the answer is no longer wanted: another user, a time-out, an unmount. */
  signal: AbortSignal;
}

/** What the app's `onSignInNeeded` is told. */
export interface SignInRequest {
  reason: 'chat' | 'bot';
  /** Aborts when the library disconnects. A missed time limit does not abort it: the person may still be signing in. */
  signal: AbortSignal;
}

/** What the app's `getToken` for the bot is told. */
export interface BotTokenRequest {
  userId: string | null;
  /** The card's sign-in id; null while warming up at chat start. */
  signInId: string | null;
  signal: AbortSignal;
}

/** A bot token; as a plain string it is used until its own `exp`, or for a minute where it has none that can be read. */
export type BotToken = string | { token: string; /** Milliseconds since the epoch. */ expiresAt: number };

/** How bot single sign-on works on this page. */
export interface BotSsoOptions {
  /** The token that the bot's OAuth connection accepts, or null. Kept until it expires, while this is the same function. */
  getToken(request: BotTokenRequest): Promise<BotToken | null>;
  /** Milliseconds within which a card is answered, at most 1,900. Default 1,800: the widget gives up at about 2,000. */
  deadline?: number;
  /** Exact `host` or `host:port`, added to the known Bot Framework hosts. `http:` only on loopback, and only when listed. */
  allowedHosts?: readonly string[];
  /** Whether a card shows. Default: the documented policy (200, 202, 404 and already-signed-in hide). */
  decide?(outcome: BotSsoOutcome): { show: boolean };
}

/** Options of `createLiveChatAuth` and of `<LiveChatAuthProvider>`. */
export interface LiveChatAuthOptions {
  /** Who is signed in to the portal, by any stable id of the app's; null is anonymous. */
  userId: string | null;
  /** Fetches the chat's JWT for that user; null means the endpoint says nobody is signed in. Reject on anything else. */
  getAuthToken(request: AuthTokenRequest): Promise<string | null>;
  /** Bot single sign-on. Without it no bot provider is registered. */
  botSso?: BotSsoOptions | undefined;
  /** The JavaScript client function of the chat authentication setting, e.g. 'auth.getAuthenticationToken': installed too. */
  clientFunction?: string | undefined;
  /** What becomes of an open chat when the user changes. Default 'close-chat'. */
  onUserChange?: 'close-chat' | 'keep-chat' | undefined;
  /** Asked while signed out: redirect, or open a sign-in dialog. The widget's answer waits for it within the time limit. */
  onSignInNeeded?: ((request: SignInRequest) => void | Promise<void>) | undefined;
  /** The widget's sign-in is optional: null is a legal answer and no error. Default false. */
  signInOptional?: boolean | undefined;
  /** Milliseconds before expiry at which a new token is fetched. Default 60,000, at most half the token's life. */
  refreshAhead?: number | undefined;
  /** Milliseconds within which an ask is answered. Default 9,000: the widget allows 10,000. */
  tokenTimeout?: number | undefined;
  /** Milliseconds until a missing widget counts as unavailable. Default 30,000; ready after it still connects. */
  readyTimeout?: number | undefined;
  /** Runs the token query. Default: a private one. The token itself is never put into a query cache. */
  queryClient?: QueryClient | undefined;
  /** Telemetry: what happened, without tokens, URLs or anybody's text. */
  onEvent?: ((event: LiveChatAuthEvent) => void) | undefined;
  /** The window that carries the widget. Default: the global one, looked up at `connect`. */
  window?: Window | undefined;
}
