import type { AuthTokenWarning, LiveChatAuthError } from './errors.js';

/** The claims of a chat's JWT that are safe to show. They contain neither the token nor personal data. */
export interface AuthTokenClaims {
  /** Subject: the contact's or account's GUID. */
  sub: string;
  /** Expiry, in seconds since the epoch. */
  exp: number;
  /** Issuer; undefined when the token has none. */
  iss?: string | undefined;
  /** Time of issue, in seconds since the epoch; undefined when the token has none. */
  iat?: number | undefined;
  /** The names of the context variables in `lwicontexts`. Their values are not shown. */
  contextVariables: readonly string[];
}

/** Whether the widget is on the page and can be used. */
export type WidgetState =
  | { status: 'waiting' }
  | { status: 'ready' }
  /** The widget did not become ready in time, or its script failed. A later `lcw:ready` still connects. */
  | { status: 'unavailable'; error: LiveChatAuthError };

/** The state of the auth token. It never contains the token itself. */
export type AuthTokenState =
  | {
      status: 'signed-out';
      /** `no-user`: `userId` is null. `signed-out`: `signOut()` was called, or another tab signed out. `session-ended`: the endpoint says that no user is signed in. */
      cause: 'no-user' | 'signed-out' | 'session-ended';
    }
  /** The first token is being fetched, or `userId` is undefined. */
  | { status: 'pending' }
  | {
      status: 'valid';
      /** Milliseconds since the epoch, by the device's clock. */
      expiresAt: number;
      claims: AuthTokenClaims;
      /** True while a newer token is being fetched. */
      refreshing: boolean;
      /** Why the last refresh failed, or what the widget reported; the held token is still valid. */
      error: LiveChatAuthError | null;
      /** Reasons for which Omnichannel may reject the token. */
      warnings: readonly AuthTokenWarning[];
    }
  | { status: 'error'; error: LiveChatAuthError };

/** Whether the widget's chat is open, and whether its conversation is authenticated. */
export type ChatState =
  | { status: 'closed' }
  | {
      status: 'open';
      /**
       * `authenticated`: the widget received a token and did not report error 3 or 4.
       * `anonymous`: the widget received null, or no user is signed in.
       * `rejected`: the widget reported error 3 or 4.
       * `not-requested`: a user is signed in and the conversation has begun, but the widget never requested a token.
       * `unknown`: the widget is of the iframe generation (v1), the chat was resumed, the session is loading, or nothing is decided yet.
       */
      authentication: 'authenticated' | 'anonymous' | 'rejected' | 'not-requested' | 'unknown';
    };

/** How one exchange of a token for one card ended. */
export type BotSsoOutcome =
  /** The bot token service responded: 200, 202 and 404 hide the card, every other status shows it. */
  | { type: 'posted'; httpStatus: number }
  /** `getToken` returned null. */
  | { type: 'no-token' }
  /** No outcome within `timeout`; the exchange may still finish. */
  | { type: 'timeout' }
  /** This sign-in id was exchanged before. */
  | { type: 'already-signed-in' }
  | { type: 'failed'; error: LiveChatAuthError };

/** One sign-in card of the bot. */
export interface BotCard {
  /** The id in the card's URL; `''` when the URL was refused, because nothing in a refused URL is trusted. */
  signInId: string;
  /** `exchanging`: a token is being posted. `expired`: the card's URL is no longer valid, and the user must ask the bot again. */
  status: 'exchanging' | 'signed-in' | 'sign-in-required' | 'expired';
  /** Whether the widget shows the card. The widget does not show a card before it receives the decision, and the decision is final. */
  visibility: 'held' | 'hidden' | 'shown';
  /** How the last exchange ended; null before the first has ended. */
  outcome: BotSsoOutcome | null;
}

/** The bot's sign-in cards, newest first, at most 20. The status is that of the newest card. */
export type BotSsoState = { cards: readonly BotCard[] } & (
  | { status: 'disabled' }
  | { status: 'idle' }
  | { status: 'exchanging'; signInId: string }
  | { status: 'signed-in'; signInId: string }
  /** The card is visible, and the user must sign in. */
  | { status: 'sign-in-required'; signInId: string; outcome: BotSsoOutcome }
  /** The card is visible, but its URL is no longer valid. The user must ask the bot again. */
  | { status: 'expired'; signInId: string }
);

/** The public state. Each change creates a new object; unchanged parts stay the same objects. */
export interface LiveChatAuthState {
  /** The app's option `userId`: null when no user is signed in, undefined while that is not known. */
  userId: string | null | undefined;
  widget: WidgetState;
  authToken: AuthTokenState;
  chat: ChatState;
  botSso: BotSsoState;
}
