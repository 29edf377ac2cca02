import type { Exchange } from './exchange.js';

/** Who asks: our own pages or no page at all, a page that may read tokens, or a page that may not. */
export type Caller = { status: 'same-origin' } | { status: 'allowed'; origin: string } | { status: 'refused' };

/** Judges callers. @throws TypeError for an entry that is no exact origin. */
export function createOriginPolicy(allowedOrigins: readonly string[]): (exchange: Exchange) => Caller {
  const allowed = new Set(allowedOrigins.map(checkOrigin));
  return (exchange) => {
    const origin = exchange.header('origin');
    if (origin !== null && allowed.has(origin)) return { status: 'allowed', origin };
    // Set by the browser, out of a page's reach. 'none' is a person who typed the address.
    const site = exchange.header('sec-fetch-site');
    if (site !== null) return { status: site === 'same-origin' || site === 'none' ? 'same-origin' : 'refused' };
    // Older browsers send Origin alone; what sends neither is no browser, and CORS is none of its concern.
    return { status: origin === null || hostOf(origin) === exchange.host ? 'same-origin' : 'refused' };
  };
}

/** The CORS headers for a page of an allowed origin. */
export function corsHeaders(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' };
}

const headerList = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}(?:, ?[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}){0,20}$/;

/** The further headers of a preflight's answer. The headers that are asked for are granted: the origin is trusted. */
export function preflightHeaders(exchange: Exchange, methods: string): Record<string, string> {
  const wanted = exchange.header('access-control-request-headers');
  return {
    'access-control-allow-methods': methods,
    'access-control-max-age': '600',
    ...(wanted !== null && headerList.test(wanted) ? { 'access-control-allow-headers': wanted } : {}),
  };
}

function checkOrigin(entry: string): string {
  const url = URL.canParse(entry) ? new URL(entry) : null;
  if (url?.origin !== entry) {
    const meant = url && url.origin !== 'null' ? url.origin : 'https://shop.example.com';
    throw new TypeError(`createTokenService: allowedOrigins takes exact origins such as '${meant}', not '${entry}'.`);
  }
  return entry;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
