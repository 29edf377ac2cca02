import { join } from 'node:path';
import { createKeyRing, createTokenService, type LiveChatUser } from '@lcw-auth/server';
import { Hono } from 'hono';
import type { Journal } from './journal.js';
import type { PortalSession, Sessions } from './sessions.js';
import { cartOf } from './shop-routes.js';

/** The chat's token endpoint and public key endpoint: /auth/token and /auth/publickey. */
export function chatTokenRoutes({
  sessions,
  journal,
  origin,
  dataDir,
}: {
  sessions: Sessions;
  journal: Journal;
  origin: string;
  dataDir: string;
}): Hono {
  const service = createTokenService({
    issuer: new URL(origin).hostname,
    keyRing: createKeyRing({ directory: join(dataDir, 'keys') }),
    getUser: async (request) => chatUser(await sessions.find(request)),
  });
  const app = new Hono();

  app.all('/auth/token', async (c) => {
    const response = await service.fetch(c.req.raw);
    journal.write({
      from: 'token-endpoint',
      to: 'page',
      type: response.ok ? 'token-issued' : 'token-refused',
      detail: { status: response.status },
    });
    return response;
  });
  app.all('/auth/publickey', async (c) => {
    const response = await service.fetch(c.req.raw);
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
