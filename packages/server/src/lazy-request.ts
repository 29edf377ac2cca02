/** The cheap parts of a request, and how the whole of it is built. */
export interface RequestParts {
  readonly method: string;
  readonly url: string;
  /** The value of one header, its name in lower case. */
  header(name: string): string | null;
  /** Builds the whole `Request`. Called once at most. */
  build(): Request;
}

const parts = Symbol('lcw-auth.parts');
const whole = Symbol('lcw-auth.whole');
const headers = Symbol('lcw-auth.headers');

interface LazyRequest {
  [parts]: RequestParts;
  [whole]?: Request;
  [headers]?: Headers;
}

interface LazyHeaders {
  [parts]: LazyRequest;
}

/**
 * A `Request` that is built when more is asked of it than its method, its URL and single headers. On Node a real one makes an
 * AbortSignal and a body whether or not anybody looks, which costs several times as much as all else around a signature;
 * `getUser` mostly reads a cookie. It cannot be given to `fetch` or `new Request`, which look inside; its `clone()` can.
 */
export function lazyRequest(of: RequestParts): Request {
  prototypes ??= { request: requestPrototype(), headers: headersPrototype() };
  const request = Object.create(prototypes.request) as Request & LazyRequest;
  request[parts] = of;
  return request;
}

// Made at the first use: a runtime without these classes must be able to import this.
let prototypes: { request: object; headers: object } | null = null;

function wholeOf(lazy: LazyRequest): Request {
  return (lazy[whole] ??= lazy[parts].build());
}

function requestPrototype(): object {
  const made = forwarding(Request.prototype, wholeOf);
  for (const name of ['method', 'url'] as const) define(made, name, (lazy: LazyRequest) => lazy[parts][name]);
  define(made, 'headers', (lazy: LazyRequest) => {
    if (lazy[headers]) return lazy[headers];
    const cheap = Object.create(prototypes?.headers ?? null) as Headers & LazyHeaders;
    cheap[parts] = lazy;
    return (lazy[headers] = cheap);
  });
  return made;
}

function headersPrototype(): object {
  const made = forwarding(Headers.prototype, (lazy: LazyHeaders) => wholeOf(lazy[parts]).headers);
  // Once somebody changed a header the whole request knows better.
  const get = function get(this: LazyHeaders, name: string): string | null {
    const request = this[parts];
    return request[whole] ? request[whole].headers.get(name) : request[parts].header(name.toLowerCase());
  };
  Object.defineProperty(made, 'get', { value: get });
  Object.defineProperty(made, 'has', {
    value(this: LazyHeaders & { get: typeof get }, name: string) {
      return this.get(name) !== null;
    },
  });
  return made;
}

/** A prototype that inherits from a platform class's, and forwards all that is asked of it to a real object of that class. */
function forwarding(platform: object, real: (lazy: never) => object): object {
  const made = Object.create(platform) as object;
  for (const name of Reflect.ownKeys(platform)) {
    if (name === 'constructor' || name === Symbol.toStringTag) continue;
    define(made, name, (lazy: never) => {
      const target = real(lazy);
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    });
  }
  return made;
}

function define(on: object, name: string | symbol, get: (lazy: never) => unknown): void {
  Object.defineProperty(on, name, {
    configurable: true,
    get() {
      return get(this as never);
    },
  });
}
