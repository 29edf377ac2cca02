import type { WidgetErrorCode } from './widget.js';

/** One row of the table: [message, hint, docs section, retryable, widget error code]. */
type Row = readonly [message: string, hint: string, section: string, retryable?: boolean, widgetErrorCode?: WidgetErrorCode];

// The only place where wording lives. Each message names whose side it is on; the docs page says the rest.
const table = {
  // Widget
  'widget-not-ready': [
    'Widget: no lcw:ready in time',
    'Is its script tag on the page, and allowed by CSP and blockers?',
    'readiness',
    true,
  ],
  'widget-script-failed': ['Widget: its script did not load', 'Check src, CSP script-src and blockers.', 'readiness', true, 7],
  'context-provider-failed': [
    'Widget: the context provider failed',
    'Put context into the token (lwicontexts) instead.',
    'widget',
    false,
    1,
  ],
  'token-provider-failed': ['Widget: the auth token provider failed', 'Does other code call setAuthTokenProvider?', 'widget', true, 2],
  'token-not-provided': ['Widget: it got no auth token', 'Nobody is signed in, or the token failed: see authToken.', 'widget', true, 3],
  'token-rejected': ['Omnichannel: the auth token is invalid', 'Check the public key URL, issuer and claims.', 'token', false, 4],
  'client-function-missing': [
    'Widget: the client function is not on the page',
    'Set clientFunction to the name in the chat authentication setting.',
    'widget',
    false,
    8,
  ],
  'widget-error': ['Widget: it raised an error', 'See lcw:error in the console.', 'widget'],
  conflict: ['Page: two clients disagree', 'Keep one <LiveChatAuthProvider>, with one userId.', 'registration'],
  // Token endpoint
  'token-fetch-failed': ['Page: getAuthToken threw', 'Reject only on failures worth a retry; give null for signed out.', 'token', true],
  'token-network-failed': ['Token endpoint: not reachable', 'Check its URL, CORS and the network.', 'token', true],
  'token-http-error': ['Token endpoint: HTTP error', 'See its log. 401 is how it says signed out.', 'token', true],
  'token-timeout': ['Token endpoint: no answer in time', 'It must answer within tokenTimeout.', 'token', true],
  'token-malformed': ['Token endpoint: no JWT', 'It must answer with a JWT of three parts.', 'token'],
  'token-algorithm': ['Token endpoint: the JWT is not signed with RS256', 'Sign it with an RSA key, alg RS256.', 'token'],
  'token-claim': ['Token endpoint: the JWT lacks a claim', 'It needs iss, sub, iat and exp.', 'token'],
  'token-expired': ['Token endpoint: the JWT arrived expired', 'Check the clocks of the device and of the endpoint.', 'token', true],
  'token-context': ['Token endpoint: lwicontexts is wrong', 'Make it with serializeContext.', 'token'],
  'token-subject-changed': ["Token endpoint: the JWT is another user's", 'Keep userId in step with the session.', 'token'],
  // Bot
  'bot-url-malformed': ['Bot: the token URL is no absolute URL', 'The card is shown, nothing was sent.', 'bot'],
  'bot-url-insecure': ['Bot: the token URL is not https', 'http is for loopback hosts in allowedHosts.', 'bot'],
  'bot-url-credentials': ['Bot: the token URL carries credentials', 'The card is shown, nothing was sent.', 'bot'],
  'bot-url-host': ["Bot: the token URL's host is not known", 'If it is yours, add it to allowedHosts.', 'bot'],
  'bot-url-no-state': ['Bot: the token URL has no state', 'The card is shown, nothing was sent.', 'bot'],
  'bot-url-expired': ['Bot: the token URL is past its expiry', 'Ask the bot again; check the device clock.', 'bot'],
  'bot-token-failed': ['Page: botSso.getToken threw', 'Give null when there is no token.', 'bot', true],
  'bot-token-malformed': ['Page: botSso.getToken gave no token', 'Give a string, { token, expiresAt } or null.', 'bot'],
  'bot-post-failed': [
    'Bot: the token service is not reachable',
    'Check the network and CSP connect-src. Redirects are refused.',
    'bot',
    true,
  ],
} as const satisfies Record<string, Row>;

/** Every code that the library can report. The text of each is on its docs page. */
export type LiveChatAuthErrorCode = keyof typeof table;

/** Where the docs pages are. */
const docs = 'https://lcw-auth.dev/errors';

/**
 * The library's one error. Switch on `code`; never parse `message`.
 * Holds no token, no URL and no text from elsewhere: the detail is ours (a claim's name, a status, a host).
 */
export class LiveChatAuthError extends Error {
  override readonly name = 'LiveChatAuthError';
  readonly code: LiveChatAuthErrorCode;
  /** The widget's own code where it raised the error. */
  readonly widgetErrorCode?: WidgetErrorCode;
  /** Can the same thing work when it is tried again? */
  readonly retryable: boolean;
  /** What to do about it. */
  readonly hint: string;
  readonly docsUrl: string;

  /** @param detail What exactly, in our own words: never text that came from elsewhere. */
  constructor(code: LiveChatAuthErrorCode, detail?: string) {
    const [message, hint, section, retryable = false, widgetErrorCode] = table[code] as Row;
    super(detail ? `${message} (${detail}). ${hint}` : `${message}. ${hint}`);
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
    this.docsUrl = `${docs}#${section}`;
    if (widgetErrorCode) this.widgetErrorCode = widgetErrorCode;
  }
}

/** Is it the library's error? By name, so that another copy of the library counts too. */
export const isLiveChatAuthError = (error: unknown): error is LiveChatAuthError =>
  error instanceof Error && error.name === 'LiveChatAuthError';

/** All codes, for docs and tests. */
export const errorCodes: readonly LiveChatAuthErrorCode[] = Object.keys(table) as LiveChatAuthErrorCode[];

/** The error for one of the widget's codes; 'widget-error' for one that is not documented. */
function fromWidgetErrorCode(widgetErrorCode: unknown): LiveChatAuthError {
  const code = errorCodes.find((each) => widgetErrorCode !== undefined && (table[each] as Row)[4] === widgetErrorCode);
  return new LiveChatAuthError(code ?? 'widget-error');
}

/**
 * The error for the detail of a `lcw:error`: untrusted, maybe null. On its named-function path v1 raises the event with
 * a raw Error: without a function of ours on the page that function is what is missing, else it failed.
 */
export function fromWidgetError(detail: unknown, hasClientFunction: boolean): LiveChatAuthError {
  if (detail instanceof Error) return new LiveChatAuthError(hasClientFunction ? 'token-provider-failed' : 'client-function-missing');
  return fromWidgetErrorCode((detail as { errorCode?: unknown } | null)?.errorCode);
}
