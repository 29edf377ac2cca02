import { liveChatAuthError } from './error-of.js';
import type { LiveChatAuthError } from './errors.js';
import { longestTimer } from './time-limit.js';

/** A bot token URL that passed. The URL is a secret (it carries an hmac) and stays inside the exchange. */
export interface BotTokenUrl {
  href: string;
  signInId: string;
  /** Milliseconds since the epoch; it may have passed. */
  expiresAt: number;
}

// WIDGET.md section 4. A list, not a pattern: the widget does not check the host, and the user's token goes there.
const knownHosts = [
  ...['', 'europe.', 'unitedstates.', 'india.'].map((region) => `${region}token.botframework.com`),
  ...['us', 'cn'].map((cloud) => `token.botframework.azure.${cloud}`),
];
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** A URL is valid for about a minute; one that does not say is taken for that. */
const usualLife = 60_000;
const longestSignInId = 512;

/**
 * Parses what a card offers as bot token URL: untrusted input that wants the user's token.
 * @param allowedHosts Exact `host` or `host:port`, besides the known Bot Framework hosts.
 * @returns The URL, or a LiveChatAuthError that says why it is refused.
 */
export function parseBotTokenUrl(botTokenUrl: unknown, allowedHosts: readonly string[], now: number): BotTokenUrl | LiveChatAuthError {
  let url: URL;
  try {
    // Not `new URL(botTokenUrl)` alone: a value that only turns into a URL when made a string is none.
    url = new URL(typeof botTokenUrl === 'string' ? botTokenUrl : '');
  } catch {
    return liveChatAuthError('bot-url-malformed');
  }
  const { protocol, host, searchParams } = url;
  const isListed = allowedHosts.some((allowed) => allowed.toLowerCase() === host);
  if (protocol !== 'https:' && !(protocol === 'http:' && isListed && loopback.test(url.hostname)))
    return liveChatAuthError('bot-url-insecure');
  if (url.username || url.password) return liveChatAuthError('bot-url-credentials');
  if (!isListed && !knownHosts.includes(host)) return liveChatAuthError('bot-url-host', host.slice(0, 100));

  const signInId = searchParams.get('state');
  if (!signInId || signInId.length > longestSignInId) return liveChatAuthError('bot-url-no-state');
  const expiry = searchParams.get('expiry');
  // An expiry that is no number counts as passed.
  const expiresAt = expiry ? Number(expiry) * 1000 || 0 : now + usualLife;
  return { href: url.href, signInId, expiresAt: Math.min(expiresAt, now + longestTimer) };
}
