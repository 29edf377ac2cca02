import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequest, sendResponse } from '@remix-run/node-fetch-server';
import type { Answer } from './answer.js';
import { problem } from './problem.js';
import { answererOf, type TokenService } from '../token-service.js';

/** A request listener for node:http and node:http2. Express, Connect and Fastify accept it as a middleware. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

/**
 * Turns a token service into a listener of node:http or a middleware. A middleware passes requests for other paths to the next handler.
 * `getUser` receives a standard `Request`.
 * @example http.createServer(toNodeListener(service)).listen(8080); // or express().use(toNodeListener(service))
 */
export function toNodeListener(service: TokenService): NodeListener {
  const answerer = answererOf(service);

  async function respond(request: Request, response: ServerResponse): Promise<void> {
    if (!answerer) return sendResponse(response, await service.fetch(request));
    send(await answerer(request), response);
  }

  return (incoming, response, next) => {
    const target = targetOf(incoming);
    if (next && !service.owns(target.split(/[?#]/, 1)[0] ?? '')) {
      next();
      return;
    }
    const request = requestOf(incoming, response, target);
    if (!request) {
      send(problem('bad-request'), response);
      return;
    }
    respond(request, response).catch(() => response.destroy());
  };
}

function send({ status, headers, body }: Answer, response: ServerResponse): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, headers);
  response.end(body ?? undefined);
}

/** Returns the standard `Request`, or null when its host or its target is malformed. */
function requestOf(incoming: IncomingMessage, response: ServerResponse, target: string): Request | null {
  const { host, ':authority': authority = host } = incoming.headers;
  if (authority !== undefined && !hostForm.test(String(authority))) return null;
  const { url, method, httpVersionMajor } = incoming;
  try {
    if (method === 'GET' && httpVersionMajor === 1) return getRequestOf(incoming, target);
    // The adapter reads `url`, which lacks the path of a mount point.
    incoming.url = target;
    return createRequest(incoming, response);
  } catch {
    return null;
  } finally {
    incoming.url = url;
  }
}

// The adapter's requests have a signal that aborts when the connection closes. Watching the connection would increase the work of
// a request, apart from the signature, by a third. A GET request has no body that could be interrupted, so it has no such signal.
function getRequestOf(incoming: IncomingMessage, target: string): Request {
  const scheme = 'encrypted' in incoming.socket && incoming.socket.encrypted ? 'https' : 'http';
  // Node has already joined repeated headers, so each value is a text.
  const headers = incoming.headers as Record<string, string>;
  return new Request(`${scheme}://${headers['host'] ?? 'localhost'}${target}`, { headers });
}

// A name or an address, and perhaps a port (RFC 9110, section 7.2). Other text would become a part of the URL's path or user name.
const hostForm = /^(?:[\w.~%-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

// Express shortens `url` below a mount point and keeps the whole target here.
function targetOf(incoming: IncomingMessage): string {
  return 'originalUrl' in incoming && typeof incoming.originalUrl === 'string' ? incoming.originalUrl : (incoming.url ?? '/');
}
