import { patience, type FetchResult } from '../fetch-text.js';
import { fail, pass, warn, type Finding } from '../finding.js';

/** Whether an address is this very machine, where https is not asked for. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** A URL as it may be shown: a query can hold a secret. */
export function shown(url: URL): string {
  return url.origin + url.pathname;
}

/** Whether the address is one that a browser and Omnichannel trust. */
export function httpsCheck(check: string, url: URL): Finding {
  if (url.protocol === 'https:') return pass(check, 'https');
  if (isLoopback(url))
    return warn(check, 'http on this machine: fine for development.', 'Omnichannel cannot reach it; serve it over https on the internet.');
  return fail(check, 'http: anybody on the way can read and change it.', 'Serve it over https.');
}

/** How fast an answer came, against the ten seconds that the widget waits. */
export function speedCheck(check: string, { milliseconds }: Extract<FetchResult, { status: 'answered' }>): Finding {
  const took = `${Math.round(milliseconds).toLocaleString('en')} ms`;
  if (milliseconds < patience / 5) return pass(check, took);
  return warn(
    check,
    `${took} of the ${patience / 1000} seconds that the widget waits.`,
    'Keep the keys in memory, and the database out of this request.',
  );
}

/** The content type without its parameters, in lower case. */
export function contentTypeOf(headers: Headers): string {
  return (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Where a redirect leads, without its query. */
export function redirectTarget(headers: Headers, base: URL): string {
  const location = headers.get('location') ?? '';
  return URL.canParse(location, base.href) ? shown(new URL(location, base)) : 'nowhere';
}
