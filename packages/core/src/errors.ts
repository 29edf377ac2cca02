import type { WidgetErrorCode } from './widget.js';

/** One row of the table: [message, hint, retryable, widget error code]. */
type Row = readonly [message: string, hint: string, retryable?: boolean, widgetErrorCode?: WidgetErrorCode];

// The only place where wording lives: each message names whose side it is on. ERRORS.md tells the rest of each code.
const table = {
  // Widget
  'widget-not-ready': ['Widget: no lcw:ready in time', 'Check its script tag, CSP and blockers.', true],
  'widget-script-failed': ['Widget: its script did not load', 'Check src, CSP and blockers.', true, 7],
  'context-provider-failed': ['Widget: the context provider failed', 'Put context into lwicontexts.', false, 1],
  'token-provider-failed': ['Widget: the auth token provider failed', 'Does other code set one?', true, 2],
  'token-not-provided': ['Widget: it got no auth token', 'Is anybody signed in?', true, 3],
  'token-rejected': ['Omnichannel: the auth token is invalid', 'Check the public key URL and the claims.', false, 4],
  'client-function-missing': ['Widget: the client function is missing', 'Set clientFunction to the name in the setting.', false, 8],
  'widget-error': ['Widget: it raised an error', 'See lcw:error.'],
  conflict: ['Page: two clients disagree', 'Keep one, with one userId.'],
  // Token endpoint
  'token-fetch-failed': ['Page: getAuthToken threw', 'Give null for signed out.', true],
  'token-network-failed': ['Token endpoint: not reachable', 'Check its URL and CORS.', true],
  'token-http-error': ['Token endpoint: HTTP error', 'See its log; 401 means signed out.', true],
  'token-timeout': ['Token endpoint: no answer in time', 'See tokenTimeout.', true],
  'token-malformed': ['Token endpoint: no JWT', 'Answer with one of three parts.'],
  'token-algorithm': ['Token endpoint: the JWT is not RS256', 'Sign it with an RSA key.'],
  'token-claim': ['Token endpoint: the JWT lacks a claim', 'It needs iss, sub, iat and exp.'],
  'token-expired': ['Token endpoint: the JWT arrived expired', 'Check both clocks.', true],
  'token-context': ['Token endpoint: lwicontexts is wrong', 'Use serializeContext.'],
  'token-subject-changed': ["Token endpoint: another user's JWT", 'Keep userId in step with the session.'],
  // Bot
  'bot-url-malformed': ['Bot: the token URL is no URL', 'Nothing was sent.'],
  'bot-url-insecure': ['Bot: the token URL is not https', 'Nothing was sent.'],
  'bot-url-credentials': ['Bot: the token URL has credentials', 'Nothing was sent.'],
  'bot-url-host': ["Bot: the token URL's host is unknown", 'Is it yours? See allowedHosts.'],
  'bot-url-no-state': ['Bot: the token URL has no state', 'Nothing was sent.'],
  'bot-url-expired': ['Bot: the token URL is expired', 'Ask the bot again; check the clock.'],
  'bot-token-failed': ['Page: botSso.getToken threw', 'Give null when there is no token.', true],
  'bot-token-malformed': ['Page: botSso.getToken gave no token', 'Give a string, { token, expiresAt } or null.'],
  'bot-post-failed': ['Bot: the token service is not reachable', 'Check CSP connect-src.', true],
} as const satisfies Record<string, Row>;

/** Every code that the library can report. ERRORS.md has a section on each. */
export type LiveChatAuthErrorCode = keyof typeof table;

/** One section for each code. */
const docs = 'https://github.com/lcw-auth/lcw-auth/blob/main/packages/core/ERRORS.md';

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
    const [message, hint, retryable = false, widgetErrorCode] = table[code] as Row;
    super(detail ? `${message} (${detail}). ${hint}` : `${message}. ${hint}`);
    this.code = code;
    this.hint = hint;
    this.retryable = retryable;
    this.docsUrl = `${docs}#${code}`;
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
  const code = errorCodes.find((each) => widgetErrorCode !== undefined && (table[each] as Row)[3] === widgetErrorCode);
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
