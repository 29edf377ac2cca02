import { join } from 'node:path';
import { createKeyRing, createTokenService, type LiveChatUser } from '@lcw-auth/server';
import { withFault, type FaultBoard } from '@lcw-auth/simulator';
import { Hono } from 'hono';
import { answerWith } from './fault-routes.js';
import { createTokenSpoiler } from './faulty-token.js';
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
  const keyRing = createKeyRing({ directory: join(dataDir, 'keys') });
  const service = createTokenService({
    issuer: new URL(origin).hostname,
    keyRing,
    getUser: async (request) => chatUser(await sessions.find(request)),
  });
  const spoil = createTokenSpoiler(keyRing);
  const spoiled = async (request: Request): Promise<Response> => {
    const answer = await service.fetch(request);
    const { token, portalClockAhead } = faults.get();
    if (!answer.ok || (!token && !portalClockAhead)) return answer;
    return new Response(await spoil(await answer.text(), faults.get()), {
      headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
    });
  };

  const app = new Hono();
  app.all(
    '/auth/token',
    answerWith(
      withFault(spoiled, () => faults.get().tokenEndpoint),
      ({ ok, status }) =>
        journal.write({ from: 'token-endpoint', to: 'page', type: ok ? 'token-issued' : 'token-refused', detail: { status } }),
    ),
  );
  app.all(
    '/auth/publickey',
    answerWith(
      withFault(
        (request) => service.fetch(request),
        () => faults.get().publicKeys,
      ),
      ({ status }) => journal.write({ from: 'omnichannel', to: 'token-endpoint', type: 'public-key-read', detail: { status } }),
    ),
  );
  return app;
}

/** Returns the user of the chat's token, with the context that the agent sees. */
function chatUser(session: PortalSession | null): LiveChatUser | null {
  if (!session?.identity) return null;
  const { customer } = session.identity;
  return {
    sub: customer.id,
    claims: { preferred_username: customer.name, email: customer.email },
    context: { msdyn_cartvalue: cartOf(session.cart).value / 100, msdyn_isvip: customer.vip },
  };
}
