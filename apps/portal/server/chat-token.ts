import { join } from 'node:path';
import { createKeyRing, createTokenService, type LiveChatUser } from '@lcw-auth/server';
import { withFault, type FaultBoard } from '@lcw-auth/simulator';
import { Hono } from 'hono';
import { createFaultyTokens } from './faulty-token.js';
import type { Journal } from './journal.js';
import type { PortalSession, Sessions } from './sessions.js';
import { cartOf } from './shop-routes.js';

export interface ChatTokenOptions {
  sessions: Sessions;
  journal: Journal;
  origin: string;
  dataDir: string;
  faults: FaultBoard;
}

/** The chat's token endpoint and public key endpoint: /auth/token and /auth/publickey. */
export function chatTokenRoutes({ sessions, journal, origin, dataDir, faults }: ChatTokenOptions): Hono {
  const issuer = new URL(origin).hostname;
  const keyRing = createKeyRing({ directory: join(dataDir, 'keys') });
  const service = createTokenService({ issuer, keyRing, getUser: async (request) => chatUser(await sessions.find(request)) });
  const faultyTokens = createFaultyTokens({ issuer, keyRing });

  const tokenEndpoint = withFault(
    async (request) => {
      const answer = await service.fetch(request);
      const user = answer.ok ? chatUser(await sessions.find(request)) : null;
      const faulty = user && (await faultyTokens(user, faults.get()));
      return faulty === null ? answer : new Response(faulty, { headers: answer.headers });
    },
    () => faults.get().tokenEndpoint,
  );
  const publicKeyEndpoint = withFault(
    (request) => service.fetch(request),
    () => faults.get().publicKeys,
  );

  const app = new Hono();
  app.all('/auth/token', async (c) => {
    const response = await tokenEndpoint(c.req.raw);
    journal.write({
      from: 'token-endpoint',
      to: 'page',
      type: response.ok ? 'token-issued' : 'token-refused',
      detail: { status: response.status },
    });
    return response;
  });
  app.all('/auth/publickey', async (c) => {
    const response = await publicKeyEndpoint(c.req.raw);
    journal.write({ from: 'token-endpoint', to: 'omnichannel', type: 'public-key-served', detail: { status: response.status } });
    return response;
  });
  return app;
}

/** Who the chat's token is about, and what the agent learns besides. */
function chatUser(session: PortalSession | null): LiveChatUser | null {
  if (!session?.identity) return null;
  const { customer } = session.identity;
  return {
    sub: customer.id,
    claims: { preferred_username: customer.name, email: customer.email },
    context: { msdyn_cartvalue: cartOf(session.cart).value / 100, msdyn_isvip: customer.vip },
  };
}
