import { describeDetails, readDetails, type LiveChatAuthErrorDetails } from './error-details.js';

/** The error codes that Microsoft documents for `lcw:error`. */
export type WidgetErrorCode = 1 | 2 | 3 | 4 | 7 | 8;

/** Something in a token that Omnichannel may reject, although real portals use it. */
export interface AuthTokenWarning {
  code:
    | 'algorithm'
    | 'claim-missing'
    | 'claim-type'
    | 'subject-format'
    | 'issued-in-future'
    | 'device-clock'
    | 'context-format'
    | 'context-value'
    | 'context-limit';
  /** What was found and what the documents say, in one or two sentences. */
  message: string;
}

interface ErrorRow {
  /** What happened, and in which system. */
  message: string;
  /** What the developer should do. */
  hint: string;
  /** True when the same attempt can succeed later. */
  retryable: boolean;
  /** The code that the widget reports for it in `lcw:error`. */
  widgetErrorCode?: WidgetErrorCode;
}

// All error texts are in this table. ERRORS.md explains each code in detail.
const rows = {
  // The widget
  'widget-not-ready': {
    message: 'The widget did not raise lcw:ready in time.',
    hint: 'Check that the script tag is on the page, that its src is right, and that no Content-Security-Policy or content blocker blocks it.',
    retryable: true,
  },
  'widget-script-failed': {
    message: "The widget's script did not load.",
    hint: "Check the script's src, the Content-Security-Policy (script-src and connect-src) and content blockers. The widget also reports this when the browser's storage is disabled.",
    retryable: true,
    widgetErrorCode: 7,
  },
  'context-provider-failed': {
    message: 'The context provider of the widget failed.',
    hint: 'A context provider serves unauthenticated chats only. Put the context of a signed-in user into the claim lwicontexts.',
    retryable: false,
    widgetErrorCode: 1,
  },
  'token-provider-failed': {
    message: 'The widget called an auth token provider that failed.',
    hint: 'The provider of this library never throws, so other code on the page supplies a token too. Remove that code.',
    retryable: true,
    widgetErrorCode: 2,
  },
  'token-not-provided': {
    message: 'The widget requested a token but received none.',
    hint: 'Sign the user in, for example in onSignInNeeded. Set signInOptional when the chat may start without a user.',
    retryable: true,
    widgetErrorCode: 3,
  },
  'token-rejected': {
    message: 'Omnichannel rejected the auth token.',
    hint: 'Check that the public key URL of the chat authentication setting publishes the key that signs the token. `npx lcw-auth doctor` checks it.',
    retryable: false,
    widgetErrorCode: 4,
  },
  'client-function-missing': {
    message: 'The widget did not find the JavaScript client function that the chat authentication setting names.',
    hint: 'Set the option clientFunction to the exact name in the setting.',
    retryable: false,
    widgetErrorCode: 8,
  },
  'widget-error': {
    message: 'The widget reported an error that Microsoft does not document.',
    hint: 'Add a listener for the event lcw:error to see its detail.',
    retryable: false,
  },
  'close-chat-failed': {
    message: "The widget's closeChat method failed.",
    hint: "The previous user's chat may still be open. Close it in the widget, or reload the page.",
    retryable: true,
  },
  // Competition on the page
  'conflict-users': {
    message: 'Two clients on this page name different users. The client that connected last responds.',
    hint: 'Use one <LiveChatAuthProvider> for the page, or give both the same userId.',
    retryable: false,
  },
  'conflict-auth-provider': {
    message: 'Another script registered its own auth token provider.',
    hint: 'Remove its call of setAuthTokenProvider. Only one provider can respond to the widget.',
    retryable: false,
  },
  'conflict-client-function': {
    message: 'Another script put its own function at the path of the JavaScript client function.',
    hint: 'Remove the other function. If that function must respond to the widget, set clientFunction to false.',
    retryable: false,
  },
  'conflict-context-provider': {
    message: 'Another script set a context provider, but this chat is authenticated.',
    hint: 'Remove its call of setContextProvider and put the context into the claim lwicontexts.',
    retryable: false,
  },
  // The app and its token endpoint
  'token-fetch-failed': {
    message: 'Your getAuthToken function threw an error.',
    hint: 'Return null when no user is signed in; throw only when the request failed.',
    retryable: true,
  },
  'token-wrong-type': {
    message: 'Your getAuthToken function did not return a string or null.',
    hint: 'Return the JWT as a string, for example with `return await response.text()`, or null when no user is signed in.',
    retryable: false,
  },
  'token-empty': {
    message: 'Your getAuthToken function returned an empty string.',
    hint: 'Return null when no user is signed in, otherwise the JWT.',
    retryable: false,
  },
  'token-network-failed': {
    message: 'The token endpoint could not be reached.',
    hint: 'Check its URL, its CORS headers when it is on another origin, and connect-src in the Content-Security-Policy. A redirect to a sign-in page of another origin fails too: respond with status 401 instead.',
    retryable: true,
  },
  'token-http-error': {
    message: 'The token endpoint responded with an HTTP error.',
    hint: "Check the endpoint's log. Respond with status 401 when no user is signed in.",
    retryable: true,
  },
  'token-timeout': {
    message: 'The token endpoint did not respond in time.',
    hint: 'Make the endpoint faster. The option tokenTimeout sets the limit; the widget allows 10 seconds.',
    retryable: true,
  },
  'token-web-page': {
    message: 'The token endpoint did not return a JWT. It returned a web page, probably a sign-in page or the page of a single-page app.',
    hint: 'Check the URL. Return the JWT as text, or status 401 when no user is signed in.',
    retryable: false,
  },
  'token-malformed': {
    message: 'The function getAuthToken did not return a JWT.',
    hint: 'Return the signed JWT alone: three parts of base64url, separated by dots, without "Bearer".',
    retryable: false,
  },
  'token-unsigned': {
    message: 'The JWT is unsigned (its algorithm is "none").',
    hint: 'Sign it with an RSA private key (RS256).',
    retryable: false,
  },
  'token-algorithm': {
    message: 'The JWT is signed with a shared secret (HMAC). Omnichannel verifies tokens with a public key only.',
    hint: 'Sign it with an RSA private key (RS256).',
    retryable: false,
  },
  'token-claim': {
    message: 'The JWT has no valid claim exp or sub.',
    hint: 'Set sub to the GUID of the contact or account, and exp to the expiry in seconds since the epoch.',
    retryable: false,
  },
  'token-expired': {
    message: 'The JWT had expired when it arrived.',
    hint: "Do not cache tokens, and check the server's and the device's clocks.",
    retryable: true,
  },
  'token-subject-changed': {
    message: 'The token endpoint returned the token of a different user (another sub) for the same userId.',
    hint: "Keep userId in step with the server's session, for example after a sign-in in another tab.",
    retryable: false,
  },
  // The bot
  'bot-url-malformed': {
    message: "The sign-in card's token URL is not a URL.",
    hint: 'The token was not sent, and the card is shown. Check the bot.',
    retryable: false,
  },
  'bot-url-insecure': {
    message: "The sign-in card's token URL does not use https.",
    hint: 'The token was not sent, and the card is shown. For a local bot over http, add its host to botSso.allowedHosts.',
    retryable: false,
  },
  'bot-url-credentials': {
    message: "The sign-in card's token URL contains a user name or password.",
    hint: 'The token was not sent, and the card is shown. Check the bot.',
    retryable: false,
  },
  'bot-url-host': {
    message: "The sign-in card's token URL points to a host that is not a known bot token service.",
    hint: 'The token was not sent, and the card is shown. If the host is yours, add it to botSso.allowedHosts.',
    retryable: false,
  },
  'bot-url-no-state': {
    message: "The sign-in card's token URL has no state parameter, so it cannot be assigned to a card.",
    hint: 'The token was not sent, and the card is shown. Check the bot.',
    retryable: false,
  },
  'bot-url-expired': {
    message: "The sign-in card's token URL is no longer valid.",
    hint: 'Send the bot another message to receive a new card.',
    retryable: false,
  },
  'bot-sso-missing': {
    message: 'The bot sent a sign-in card, but the option botSso is missing.',
    hint: 'Pass botSso={{ getToken }} to sign the user in to the bot without a card.',
    retryable: false,
  },
  'bot-token-failed': {
    message: 'Your botSso.getToken function threw an error or took too long.',
    hint: 'Return null when there is no token; throw only when the request failed.',
    retryable: true,
  },
  'bot-token-malformed': {
    message: 'Your botSso.getToken function did not return a token.',
    hint: 'Return a string, { token, expiresAt } or null.',
    retryable: false,
  },
  'bot-post-failed': {
    message: 'The bot token service could not be reached.',
    hint: 'Check connect-src in the Content-Security-Policy.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorRow>;

/** Every code that the library can report. ERRORS.md has a section on each. */
export type LiveChatAuthErrorCode = keyof typeof rows;

/** All codes, in the order of ERRORS.md. */
export const errorCodes: readonly LiveChatAuthErrorCode[] = Object.keys(rows) as LiveChatAuthErrorCode[];

const docs = 'https://github.com/lcw-auth/lcw-auth/blob/main/packages/core/ERRORS.md';

/**
 * The library's only error class. Switch on `code`; the wording of `message` may change.
 * An error contains no token, URL or text from other sources. `details` contains checked values only.
 * @example new LiveChatAuthError('token-http-error', { status: 502 }) // for tests and stories
 */
export class LiveChatAuthError extends Error {
  override readonly name = 'LiveChatAuthError';
  readonly code: LiveChatAuthErrorCode;
  /** The widget's own error code, when the widget reported the error. */
  readonly widgetErrorCode?: WidgetErrorCode;
  /** True when the same attempt can succeed later. The client then retries automatically. */
  readonly retryable: boolean;
  /** What the developer should do. */
  readonly hint: string;
  /** The section of ERRORS.md about this code. */
  readonly docsUrl: string;
  /** Details such as the HTTP status. Values that fail their check are left out. */
  readonly details: LiveChatAuthErrorDetails;
  /** For `token-rejected`: possible reasons for the rejection. Otherwise empty. */
  readonly warnings: readonly AuthTokenWarning[];

  constructor(code: LiveChatAuthErrorCode, details: LiveChatAuthErrorDetails = {}, warnings: readonly AuthTokenWarning[] = []) {
    const { message, hint, retryable, widgetErrorCode }: ErrorRow = rows[code];
    const checked = readDetails(details);
    const likelyCauses = warnings.map((warning) => `Likely cause: ${warning.message}`);
    super([message, ...describeDetails(checked), ...likelyCauses, hint].join(' '));
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
    this.docsUrl = `${docs}#${code}`;
    this.details = checked;
    this.warnings = warnings;
    if (widgetErrorCode !== undefined) this.widgetErrorCode = widgetErrorCode;
  }
}

/** Returns the error code for one of the widget's documented codes. */
export function errorCodeOfWidget(widgetErrorCode: unknown): LiveChatAuthErrorCode {
  const known = errorCodes.find((code) => {
    const row: ErrorRow = rows[code];
    return row.widgetErrorCode !== undefined && row.widgetErrorCode === widgetErrorCode;
  });
  return known ?? 'widget-error';
}

/**
 * Converts an error that the app's own function threw into a `LiveChatAuthError`. A `LiveChatAuthError`, also one from a second
 * copy of the library, keeps its code and its checked details. Everything else becomes `fallback`.
 * The thrown text is dropped in every case, because it may quote a token.
 */
export function toLiveChatAuthError(thrown: unknown, fallback: LiveChatAuthErrorCode): LiveChatAuthError {
  const { name, code, details } = (thrown instanceof Error ? thrown : {}) as { name?: unknown; code?: unknown; details?: unknown };
  const isOurs = name === 'LiveChatAuthError' && errorCodes.includes(code as LiveChatAuthErrorCode);
  return isOurs ? new LiveChatAuthError(code as LiveChatAuthErrorCode, readDetails(details)) : new LiveChatAuthError(fallback);
}
