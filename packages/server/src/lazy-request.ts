/** The cheap parts of a request, and how the whole of it is built. */
export interface RequestParts {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** Builds the whole `Request`. Called once at most. */
  build(): Request;
}

const parts = Symbol('lcw-auth.request-parts');
const whole = Symbol('lcw-auth.request');

interface Lazy {
  [parts]: RequestParts;
  [whole]?: Request;
}

/**
 * A `Request` that is built when more is asked of it than method, URL and headers. On Node a real one makes an AbortSignal and
 * a body whether or not anybody looks, which costs several times as much as all else around a signature; `getUser` mostly reads a cookie.
 * It cannot be given to `fetch` or `new Request`, which look inside; its `clone()` can.
 */
export function lazyRequest(of: RequestParts): Request {
  const request = Object.create(prototype()) as Request & Lazy;
  request[parts] = of;
  return request;
}

let shared: object | null = null;

// Made at the first use: a runtime without `Request` must be able to import this.
function prototype(): object {
  if (shared) return shared;
  const made = Object.create(Request.prototype) as object;
  for (const name of Object.getOwnPropertyNames(Request.prototype)) {
    if (name !== 'constructor') Object.defineProperty(made, name, { configurable: true, get: forward(name) });
  }
  for (const name of ['method', 'url', 'headers'] as const) {
    Object.defineProperty(made, name, {
      get(this: Lazy) {
        return this[parts][name];
      },
    });
  }
  shared = made;
  return made;
}

function forward(name: string): (this: Lazy) => unknown {
  return function get() {
    const request = (this[whole] ??= this[parts].build());
    const value: unknown = Reflect.get(request, name);
    return typeof value === 'function' ? (value.bind(request) as unknown) : value;
  };
}
