/**
 * A request as the endpoints see it. They look at the method, the path and a few headers, so an adapter need not build a whole
 * `Request`: on Node that would cost more than answering with a prebuilt body.
 */
export interface Exchange {
  readonly method: string;
  /** The URL's path, without the query. */
  readonly path: string;
  /** The request's own `host[:port]`, in lower case; '' where it is unknown. */
  readonly host: string;
  header(name: string): string | null;
  /** The whole request, for the app's `getUser`. */
  request(): Request;
}

/** What an adapter sends back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The exchange of a Web-standard `Request`. */
export function exchangeOf(request: Request): Exchange {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    host: url.host,
    header: (name) => request.headers.get(name),
    request: () => request,
  };
}
