import type { RequestListener, Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { readEnvironment } from './environment.js';
import { greeting } from './greeting.js';
import { closeServer, listenOnFreePort } from './listen.js';
import { createPortal, type Portal } from './portal.js';

export interface StartOptions {
  server: Server;
  /** The folder for keys and records, unless PORTAL_DATA is set. */
  dataDir: string;
  /** Prepares the page. Resolves to a listener for the page's requests, or to null when `portal.app` serves the page. */
  servePage: (portal: Portal) => Promise<RequestListener | null>;
  /** Runs before the process ends. */
  onStop?: () => Promise<void>;
}

/** Starts the portal on a free port, prints its addresses, and stops on SIGINT and SIGTERM. Returns its origin. */
export async function start({ server, dataDir, servePage, onStop }: StartOptions): Promise<string> {
  const environment = readEnvironment(process.env);
  // The origin contains the port, so the server listens before it is ready.
  let answer: RequestListener = (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end('The portal is starting.');
  server.on('request', (request, response) => answer(request, response));
  const port = await listenOnFreePort(server, environment.port);
  const origin = `http://localhost:${port}`;
  const portal = await createPortal({ origin, dataDir: environment.dataDir ?? dataDir, environment });
  const page = await servePage(portal);
  const api = getRequestListener(portal.app.fetch);
  answer = (request, response) => void (page && !portal.answers(request.url ?? '/') ? page(request, response) : api(request, response));
  console.log(greeting({ origin, wantedPort: environment.port, issuer: portal.issuer }));

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void Promise.all([closeServer(server), portal.close(), onStop?.()]).then(() => process.exit(0)));
  }
  return origin;
}
