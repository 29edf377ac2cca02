import { createServer, type RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { closeServer, listenOnFreePort } from '../listen.js';
import { interactionRoutes } from './interaction.js';
import { createProvider, type ProviderOptions } from './provider.js';

/** The embedded identity provider, which listens on its own loopback port. */
export interface IdentityProvider {
  issuer: string;
  close(): Promise<void>;
}

/** Starts the embedded identity provider on the first free port from `port` upwards. */
export async function startIdentityProvider(port: number, options: Omit<ProviderOptions, 'issuer'>): Promise<IdentityProvider> {
  // The issuer contains the port, so the server listens first.
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  const issuer = `http://127.0.0.1:${await listenOnFreePort(server, port)}`;
  const provider = createProvider({ ...options, issuer });
  const interaction = getRequestListener(interactionRoutes(provider, options.portal).fetch);
  const rest = provider.callback();
  answer = (request, response) =>
    void (request.url?.startsWith('/interaction/') ? interaction(request, response) : rest(request, response));
  return { issuer, close: () => closeServer(server) };
}
