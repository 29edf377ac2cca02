import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Exchange } from './exchange.js';
import { lazyRequest, type RequestParts } from './lazy-request.js';
import { nodeModule } from './runtime.js';
import type { TokenService } from './token-service.js';

/** A request listener for node:http, which Express, Connect and Fastify's middleware take too. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

/**
 * A token service as a listener of node:http or as a middleware. As a middleware it leaves other paths to the next one.
 * @example http.createServer(toNodeListener(service)).listen(8080); // or express().use(toNodeListener(service))
 */
export function toNodeListener(service: TokenService): NodeListener {
  return (request, response, next) => {
    const exchange = new NodeExchange(request, response);
    if (next && !service.owns(exchange.path)) {
      next();
      return;
    }
    const answer = service.answer(exchange);
    // A prebuilt answer needs no promise.
    if (answer instanceof Promise) void answer.then((settled) => send(settled, response));
    else send(answer, response);
  };
}

function send({ status, headers, body }: Answer, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return;
  if (body === null) {
    response.writeHead(status, headers).end();
    return;
  }
  const sized = headers['content-length'];
  const length = sized === undefined ? Buffer.byteLength(body) : Number(sized);
  response.writeHead(status, sized === undefined ? { ...headers, 'content-length': length } : headers);
  // What has as many bytes as characters is ASCII, which Node writes faster when it need not look for more.
  response.end(body, length === body.length ? 'latin1' : 'utf8');
}

/** Both what the endpoints look at and what the app's `Request` is made of: one object for each request. */
class NodeExchange implements Exchange, RequestParts {
  readonly method: string;
  readonly path: string;
  readonly #target: string;
  readonly #incoming: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(incoming: IncomingMessage, response: ServerResponse) {
    this.#incoming = incoming;
    this.#response = response;
    this.method = incoming.method ?? 'GET';
    // Express shortens `url` below a mount point and keeps the whole one here.
    this.#target = 'originalUrl' in incoming && typeof incoming.originalUrl === 'string' ? incoming.originalUrl : (incoming.url ?? '/');
    const end = this.#target.search(/[?#]/);
    this.path = end < 0 ? this.#target : this.#target.slice(0, end);
  }

  get host(): string {
    // HTTP/2 has it under another name.
    const { host, ':authority': authority } = this.#incoming.headers;
    return String(host ?? authority ?? '').toLowerCase();
  }

  get url(): string {
    const base = `${'encrypted' in this.#incoming.socket ? 'https' : 'http'}://${this.host || 'localhost'}`;
    return URL.canParse(this.#target, base) ? new URL(this.#target, base).href : new URL(base).href;
  }

  /** From the raw headers: `incoming.headers` builds an object of all of them first. */
  header(name: string): string | null {
    const { rawHeaders } = this.#incoming;
    // HTTP/2 may send a field for each cookie (RFC 9113, section 8.2.3).
    const separator = name === 'cookie' ? '; ' : ', ';
    let value: string | null = null;
    for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
      const raw = rawHeaders[index]!;
      if (raw.length !== name.length || raw.toLowerCase() !== name) continue;
      const next = rawHeaders[index + 1]!;
      value = value === null ? next : value + separator + next;
    }
    return value;
  }

  request(): Request {
    return lazyRequest(this);
  }

  build(): Request {
    const { method, url } = this;
    const headers = headersOf(this.#incoming);
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const body = hasBody
      ? (nodeModule('node:stream')?.Readable.toWeb(this.#incoming) as ReadableStream<Uint8Array> | undefined)
      : undefined;
    const aborted = new AbortController();
    this.#response.once('close', () => {
      if (!this.#response.writableFinished) aborted.abort();
    });
    return new Request(url, { method, headers, signal: aborted.signal, ...(body ? { body, duplex: 'half' } : {}) });
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    // HTTP/2 has the method and the path among its headers, under names that no Headers takes.
    if (!name.startsWith(':')) headers.append(name, rawHeaders[index + 1] ?? '');
  }
  return headers;
}
