import type { AuthTokenReason, LiveChatAuthEvent } from './events.js';
import type { BotSsoOutcome } from './state.js';
import type { CreateChatHost } from './widget/host.js';

/** The argument of the app's `getAuthToken`. */
export interface AuthTokenRequest {
  userId: string;
  reason: AuthTokenReason;
  /** Aborts when the token is no longer needed: the user changed, the time limit passed, or the client disconnected. */
  signal: AbortSignal;
  /**
   * Reports the endpoint's response to the client. The client then checks the token's expiry against the endpoint's clock
   * (header `Date`), so a wrong device clock does no harm, and describes the response when it refuses the token.
   * Does not read the body. `fetchAuthToken` and `powerPagesAuthToken` call it; call it in a function of your own.
   */
  reportResponse?(response: Response): void;
}

/** The argument of the app's `onSignInNeeded`. */
export interface SignInRequest {
  reason: 'chat' | 'bot';
  /** Aborts when the client disconnects. It does not abort at a time limit: the user may still be signing in. */
  signal: AbortSignal;
}

/** The argument of the app's `botSso.getToken`. */
export interface BotTokenRequest {
  userId: string | null;
  /** The card's sign-in id; null when the token is fetched in advance at the start of a chat. */
  signInId: string | null;
  signal: AbortSignal;
}

/** A bot token. A string is used until its claim `exp`, or for one minute when it has no readable expiry. */
export type BotToken = string | { token: string; /** Milliseconds since the epoch. */ expiresAt: number };

/** How long the widget waits for the decision about a card. Use the values of the widget's `botAuthConfig` on your page. */
export interface WidgetWait {
  /** `fetchBotAuthConfigRetries`. Default 3. */
  retries: number;
  /** `fetchBotAuthConfigRetryInterval`, in milliseconds. Default 1,000. */
  interval: number;
  /** `fallbackShowSignInCard`: whether the widget shows a card when the decision is late. Default true. */
  fallbackShow: boolean;
}

/** How bot single sign-on works on this page. */
export interface BotSsoOptions {
  /** Returns the token that the bot's OAuth connection accepts, or null. The client keeps the token until it expires or until this option is a different function. */
  getToken(request: BotTokenRequest): Promise<BotToken | null>;
  /** Time limit for the decision about a card, in milliseconds. Default 1,800; never longer than the widget waits (`widgetWait`). */
  timeout?: number | undefined;
  /** Exact `host` or `host:port`, in addition to the known Bot Framework hosts. `http:` only on loopback, and only when listed. */
  allowedHosts?: readonly string[] | undefined;
  /** True posts `{ token, type: 'TokenExchangeRequest' }`, as connections with token exchange need. Default false: `{ token }`. */
  tokenExchange?: boolean | undefined;
  /** The values of the widget's `botAuthConfig` on your page. */
  widgetWait?: WidgetWait | undefined;
  /** Decides whether a card is shown. Default: the documented policy (200, 202, 404 and already-signed-in hide it). */
  decide?: ((outcome: BotSsoOutcome) => { show: boolean }) | undefined;
}

/** What happens to an open chat when its user leaves. */
export type UserChangePolicy = 'close-chat' | 'keep-chat' | 'reload-page';

/** Options of `createLiveChatAuth` and of `<LiveChatAuthProvider>`. */
export interface LiveChatAuthOptions {
  /**
   * The user that is signed in to the portal, by any stable id. null: no user is signed in.
   * undefined: not known yet, for example while the session is loading; the widget's requests then wait.
   */
  userId: string | null | undefined;
  /** Fetches the chat's JWT for that user. Return null when no user is signed in; throw only when the request failed. */
  getAuthToken(request: AuthTokenRequest): Promise<string | null>;
  /** Bot single sign-on. Without it no bot provider is registered. */
  botSso?: BotSsoOptions | undefined;
  /**
   * The JavaScript client function that the chat authentication setting names. An explicit name replaces any function
   * at that path. Default: 'auth.getAuthenticationToken', installed only where that path is empty. false: none.
   */
  clientFunction?: string | false | undefined;
  /** What happens to an open chat when its user leaves. Default 'close-chat'. */
  userChangePolicy?: UserChangePolicy | undefined;
  /** Called when a chat or a bot needs a signed-in user. Redirect, or open a sign-in dialog. The widget waits within the time limit. */
  onSignInNeeded?: ((request: SignInRequest) => void | Promise<void>) | undefined;
  /** True when sign-in is optional in the chat authentication setting. The answer null is then no error. Default false. */
  signInOptional?: boolean | undefined;
  /** How long before expiry a new token is fetched, in milliseconds. Default 60,000; at most half of the token's lifetime. */
  refreshBeforeExpiry?: number | undefined;
  /** Time limit for a token request of the widget, in milliseconds. Default 9,000: the widget allows 10,000. */
  tokenTimeout?: number | undefined;
  /** Time until a missing widget counts as unavailable, in milliseconds. Default 30,000; a later `lcw:ready` still connects. */
  readyTimeout?: number | undefined;
  /** Receives each event, for telemetry. Events contain no tokens, URLs or text from other sources. */
  onEvent?: ((event: LiveChatAuthEvent) => void) | undefined;
  /** True writes problems that the developer must solve to the console, in development builds only. Default true, unless `onEvent` is given. */
  developmentConsole?: boolean | undefined;
  /**
   * The kind of chat that this client serves, read at creation. Default: the widget that Microsoft's script puts on the
   * page. `headlessChat` of `@lcw-auth/headless` serves Microsoft's React widget and chat SDK.
   */
  host?: CreateChatHost | undefined;
  /** The window that contains the widget. Default: the global window, read at `connect`. */
  window?: Window | undefined;
}
