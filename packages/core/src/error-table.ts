import { firstRows, type ErrorRow } from './first-errors.js';

// The only place where wording lives, but for `firstRows`. ERRORS.md tells the rest of each code.
export const table = {
  ...firstRows,
  conflict: ['Page: two clients disagree; the last answers', 'Keep one, with one userId.'],
  // Widget
  'context-provider-failed': ['Widget: the context provider failed', 'Put context into lwicontexts.', false, 1],
  'token-provider-failed': ['Widget: the auth token provider failed', 'Does other code set one?', true, 2],
  'token-not-provided': ['Widget: it got no auth token', 'Is anybody signed in?', true, 3],
  'token-rejected': ['Omnichannel: the auth token is invalid', 'Check the public key URL and the claims.', false, 4],
  'client-function-missing': ['Widget: the client function is missing', 'Set clientFunction to the name in the setting.', false, 8],
  'widget-error': ['Widget: it raised an error', 'See lcw:error.'],
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
} as const satisfies Record<string, ErrorRow>;

/** Every code that the library can report. ERRORS.md has a section on each. */
export type LiveChatAuthErrorCode = keyof typeof table;

/** All codes, for docs and tests. */
export const errorCodes: readonly LiveChatAuthErrorCode[] = Object.keys(table) as LiveChatAuthErrorCode[];
