/** The kind of caller. 'same-origin' also stands for a program that is not a browser, and 'allowed' for a page of an allowed origin. */
export type Caller = { status: 'same-origin' } | { status: 'allowed'; origin: string } | { status: 'refused' };

/** Creates the function that classifies callers. @throws TypeError for an entry that is not an exact origin. */
export function createOriginPolicy(allowedOrigins: readonly string[]): (request: Request) => Caller {
  const allowed = new Set(allowedOrigins.map(checkOrigin));
  return (request) => {
    const { headers } = request;
    const origin = headers.get('origin');
    if (origin !== null && allowed.has(origin)) return { status: 'allowed', origin };
    // The browser sets this header and no page can change it. 'none' means that the user typed the address.
    const site = headers.get('sec-fetch-site');
    if (site !== null) return { status: site === 'same-origin' || site === 'none' ? 'same-origin' : 'refused' };
    // Older browsers send Origin alone. A caller that sends neither is not a browser, so CORS does not concern it.
    return { status: origin === null || hostOf(origin) === hostOf(request.url) ? 'same-origin' : 'refused' };
  };
}

/** Returns the CORS headers for a page of an allowed origin. */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    // The client checks the token's expiry against this clock, because the clock of a device may be wrong.
    'access-control-expose-headers': 'Date',
  };
}

const headerList = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}(?:, ?[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}){0,20}$/;

/** Returns the additional headers of the response to a preflight request. All requested headers are granted, because the origin is trusted. */
export function preflightHeaders(request: Request, methods: string): Record<string, string> {
  const wanted = request.headers.get('access-control-request-headers');
  return {
    'access-control-allow-methods': methods,
    'access-control-max-age': '600',
    ...(wanted !== null && headerList.test(wanted) ? { 'access-control-allow-headers': wanted } : {}),
  };
}

function checkOrigin(entry: string): string {
  const url = URL.canParse(entry) ? new URL(entry) : null;
  if (entry.includes('*'))
    throw new TypeError(
      `createTokenService: allowedOrigins takes exact origins, and '${entry}' has a wildcard. List every origin, e.g. 'https://shop.example.com'.`,
    );
  if (url?.origin !== entry) {
    const meant = url && url.origin !== 'null' ? url.origin : 'https://shop.example.com';
    throw new TypeError(`createTokenService: allowedOrigins takes exact origins such as '${meant}', not '${entry}'.`);
  }
  return entry;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
