import type { LiveChatAuthError } from './errors.js';

/** The registered claims of a chat's JWT that are safe to show: never the token, never personal claims. */
export interface AuthTokenClaims {
  /** Issuer. */
  iss: string;
  /** Subject: the contact's or account's GUID. */
  sub: string;
  /** Issued at, seconds since the epoch. */
  iat: number;
  /** Expires at, seconds since the epoch. */
  exp: number;
  /** The names of the context variables in `lwicontexts`. Their values stay in the token. */
  contextVariables: readonly string[];
}

/** Is the widget on the page and usable? */
export type WidgetState =
  | { status: 'waiting' }
  | { status: 'ready' }
  /** It did not come in time or its script failed. A later `lcw:ready` still connects. */
  | { status: 'unavailable'; error: LiveChatAuthError };

/** What the library holds for the widget's next ask. Never the token itself. */
export type AuthTokenState =
  | { status: 'signed-out'; cause: 'no-user' | 'signed-out' | 'endpoint-401' }
  | { status: 'pending' }
  | {
      status: 'valid';
      /** Milliseconds since the epoch, by the device's clock. */
      expiresAt: number;
      claims: AuthTokenClaims;
      /** A newer token is being fetched. */
      refreshing: boolean;
      /** The last refresh's failure; the token held is still valid. */
      error: LiveChatAuthError | null;
    }
  | { status: 'error'; error: LiveChatAuthError };

/** How one exchange of a token for one card ended. */
export type BotSsoOutcome =
  /** The bot token service answered: 200, 202 and 404 hide the card, the rest shows it. */
  | { type: 'posted'; httpStatus: number }
  /** `getToken` gave null. */
  | { type: 'no-token' }
  /** No outcome within `deadline`; the exchange may still finish. */
  | { type: 'deadline' }
  /** This sign-in id was exchanged before. */
  | { type: 'already-signed-in' }
  | { type: 'failed'; error: LiveChatAuthError };

/** One sign-in card of the bot. */
export interface BotCard {
  /** The id in the card's URL; '' where that was refused, since then nothing it says is believed. */
  signInId: string;
  status: 'exchanging' | 'signed-in' | 'sign-in-required' | 'expired';
  /** What the widget was told: it holds the card back until told, and cannot change it after. */
  visibility: 'held' | 'hidden' | 'shown';
  outcome: BotSsoOutcome | null;
}

/** The bot's sign-in cards, newest first, at most 20. The union is the newest card's. */
export type BotSsoState = { cards: readonly BotCard[] } & (
  | { status: 'disabled' }
  | { status: 'idle' }
  | { status: 'exchanging'; signInId: string }
  | { status: 'signed-in'; signInId: string }
  /** The card is on screen. */
  | { status: 'sign-in-required'; signInId: string; outcome: BotSsoOutcome }
  /** The card is on screen, and its URL is no longer valid: the bot has to be asked again. */
  | { status: 'expired'; signInId: string }
);

/** Everything a page may know. A new object on every change; unchanged parts keep their identity. */
export interface LiveChatAuthState {
  /** Who is signed in to the portal; null is anonymous. */
  userId: string | null;
  widget: WidgetState;
  authToken: AuthTokenState;
  botSso: BotSsoState;
}
