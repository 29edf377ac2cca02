import { LiveChatAuthError } from '../errors.js';

/** An accepted bot token URL. The URL is a secret, because it contains an hmac. Only the exchange uses it. */
export interface BotTokenUrl {
  href: string;
  signInId: string;
  /** Time for which a token may be posted, in milliseconds from the arrival of the card. */
  usableFor: number;
}

// An explicit list of hosts, because the user's token is sent to the host and the widget does not check it
// (packages/core/docs/widget-facts.md, "Security of the bot token URL").
const knownHosts = [
  ...['', 'europe.', 'unitedstates.', 'india.'].map((region) => `${region}token.botframework.com`),
  ...['us', 'cn'].map((cloud) => `token.botframework.azure.${cloud}`),
];
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** Usual lifetime of a URL, in milliseconds. */
export const usualLife = 60_000;
const longestSignInId = 512;

/**
 * Parses the bot token URL of a card. The URL is untrusted input, and the user's token would be sent to it.
 * @param allowedHosts Exact `host` or `host:port`, in addition to the known Bot Framework hosts.
 * @param now Milliseconds since the epoch, by the device's clock.
 * @returns The URL, or the error that says why it is refused.
 */
export function parseBotTokenUrl(botTokenUrl: unknown, allowedHosts: readonly string[], now: number): BotTokenUrl | LiveChatAuthError {
  let url: URL;
  try {
    // Accept only text, because an object could convert to a different URL each time.
    url = new URL(typeof botTokenUrl === 'string' ? botTokenUrl : '');
  } catch {
    return new LiveChatAuthError('bot-url-malformed');
  }
  const { protocol, host, searchParams } = url;
  const isListed = allowedHosts.some((allowed) => allowed.toLowerCase() === host);
  const isAllowedHttp = protocol === 'http:' && isListed && loopback.test(url.hostname);
  if (protocol !== 'https:' && !isAllowedHttp) return new LiveChatAuthError('bot-url-insecure', { host: shorten(host) });
  if (url.username || url.password) return new LiveChatAuthError('bot-url-credentials');
  if (!isListed && !knownHosts.includes(host)) return new LiveChatAuthError('bot-url-host', { host: shorten(host) });

  const signInId = searchParams.get('state');
  if (!signInId || signInId.length > longestSignInId) return new LiveChatAuthError('bot-url-no-state');
  return { href: url.href, signInId, usableFor: usableFor(searchParams.get('expiry'), now) };
}

const shorten = (host: string) => host.slice(0, 100);

/**
 * The service checks the URL's expiry against its own clock, and the device's clock may be wrong. So the expiry only limits
 * how long the URL is kept. A URL that looks expired on arrival is kept for the usual lifetime.
 */
function usableFor(expiry: string | null, now: number): number {
  const left = Number(expiry) * 1000 - now;
  return left > 0 ? Math.min(left, usualLife) : usualLife;
}
