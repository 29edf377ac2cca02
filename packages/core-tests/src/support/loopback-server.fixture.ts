import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface Arrived {
  method: string;
  url: string;
  body: string;
}

/** A server on loopback with a handler of the web's own kind. */
export interface LoopbackServer {
  /** `host:port` */
  host: string;
  origin: string;
  /** Every request but preflights, oldest first. */
  arrived: Arrived[];
  close(): void;
}

export async function serve(handle: (request: Request) => Response | Promise<Response>): Promise<LoopbackServer> {
  const arrived: Arrived[] = [];
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = 'GET', url = '/' } = incoming;
      const body = Buffer.concat(chunks).toString();
      if (method !== 'OPTIONS') arrived.push({ method, url, body });
      const init = { method, ...(method === 'POST' && { body, headers: { 'content-type': 'application/json' } }) };
      void Promise.resolve(handle(new Request(new URL(url, `http://${host}`), init))).then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        for await (const chunk of response.body ?? []) outgoing.write(chunk);
        outgoing.end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    origin: `http://${host}`,
    arrived,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
