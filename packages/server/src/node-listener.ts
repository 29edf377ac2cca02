import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Exchange } from './exchange.js';
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
    const exchange = exchangeOfNode(request, response);
    if (next && !service.owns(exchange.path)) next();
    else void respond(service, exchange, response);
  };
}

async function respond(service: TokenService, exchange: Exchange, response: ServerResponse): Promise<void> {
  const answer: Answer = await service.answer(exchange);
  if (response.headersSent || response.destroyed) return;
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body ?? undefined);
}

function exchangeOfNode(request: IncomingMessage, response: ServerResponse): Exchange {
  const method = request.method ?? 'GET';
  // Express shortens `url` below a mount point and keeps the whole one here.
  const target = 'originalUrl' in request && typeof request.originalUrl === 'string' ? request.originalUrl : (request.url ?? '/');
  const host = (request.headers.host ?? '').toLowerCase();
  return {
    method,
    path: pathOf(target),
    host,
    header: (name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : (value?.join(', ') ?? null);
    },
    request: () => toRequest(request, response, target, host),
  };
}

function pathOf(target: string): string {
  const end = target.search(/[?#]/);
  return end < 0 ? target : target.slice(0, end);
}

function toRequest(incoming: IncomingMessage, response: ServerResponse, target: string, host: string): Request {
  const method = incoming.method ?? 'GET';
  const scheme = 'encrypted' in incoming.socket ? 'https' : 'http';
  const base = `${scheme}://${host || 'localhost'}`;
  const aborted = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) aborted.abort();
  });
  const headers = new Headers();
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? '', incoming.rawHeaders[index + 1] ?? '');
  }
  const init = { method, headers, signal: aborted.signal };
  const url = URL.canParse(target, base) ? new URL(target, base) : new URL(base);
  if (method === 'GET' || method === 'HEAD') return new Request(url, init);
  const body = nodeModule('node:stream')?.Readable.toWeb(incoming) as ReadableStream<Uint8Array> | undefined;
  return new Request(url, { ...init, body: body ?? null, duplex: 'half' });
}
