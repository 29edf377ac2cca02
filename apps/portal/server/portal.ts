import { createFaultBoard } from '@lcw-auth/simulator';
import { Hono, type MiddlewareHandler } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { authRoutes } from './auth-routes.js';
import { chatTokenRoutes } from './chat-token.js';
import { faultRoutes } from './fault-routes.js';
import { startIdentityProvider } from './identity-provider/start.js';
import { createJournal, journalRoutes } from './journal.js';
import { omnichannelRoutes } from './omnichannel.js';
import { createOpenIdConnect } from './open-id-connect.js';
import { ownHostOnly } from './own-host.js';
import { openSecrets } from './secrets.js';
import { createSessions } from './sessions.js';
import { shopRoutes } from './shop-routes.js';
import type { PortalEnvironment } from './environment.js';

/** The portal's server without a port and without the page itself. */
export interface Portal {
  app: Hono;
  /** The URL of the identity provider. */
  issuer: string;
  /** Returns true for a path that the server handles, and not the page. */
  answers(path: string): boolean;
  close(): Promise<void>;
}

export interface PortalOptions {
  /** The page's origin, such as http://localhost:5173. */
  origin: string;
  dataDir: string;
  environment: PortalEnvironment;
}

/** Creates the server: identity provider, sessions, shop, token endpoint, Omnichannel and the bot token service. */
export async function createPortal({ origin, dataDir, environment }: PortalOptions): Promise<Portal> {
  const secrets = await openSecrets(dataDir);
  const clientId = 'portal';
  const botAudience = environment.openIdConnect?.botAudience ?? 'urn:halden-coffee:bot';
  const embedded = environment.openIdConnect
    ? null
    : await startIdentityProvider(Number(new URL(origin).port) + 1, {
        portal: origin,
        clientId,
        clientSecret: secrets.clientSecret,
        botAudience,
        key: secrets.identityKey,
        cookieSecret: secrets.sessionPassword,
      });
  const issuer = embedded?.issuer ?? environment.openIdConnect?.issuer ?? '';
  const openIdConnect = createOpenIdConnect({
    portal: origin,
    ...(environment.openIdConnect ?? {
      issuer,
      clientId,
      clientSecret: secrets.clientSecret,
      botAudience,
      scope: 'openid profile email customer bot.sign-in',
      // The user chooses an account at every sign-in, because the demo is about changes of user.
      prompt: 'login',
    }),
  });
  const sessions = createSessions({ password: secrets.sessionPassword, secure: origin.startsWith('https:') });

  const journal = createJournal();
  const faults = createFaultBoard();

  const app = new Hono();
  app.use(ownHostOnly(origin));
  app.route('/', chatTokenRoutes({ sessions, journal, origin, dataDir, faults }));
  app.use('/api/*', csrf({ origin }), noStore);
  app.use('/auth/*', csrf({ origin }));
  app.route('/auth', authRoutes({ sessions, openIdConnect, origin, issuer }));
  app.route('/api', shopRoutes({ sessions, openIdConnect }));
  app.use('/omnichannel/*', csrf({ origin }));
  app.route(
    '/',
    await omnichannelRoutes({ origin, dataDir, journal, openIdConnect, botAudience, faults, knowsCustomers: embedded !== null }),
  );
  app.route('/api/faults', faultRoutes(faults));
  app.route('/api/journal', journalRoutes(journal));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    // When the page was closed, no client waits for the response, so the error does not matter.
    if (!c.req.raw.signal.aborted) console.error(`${c.req.method} ${c.req.path}: ${error.name}`);
    return c.json({ error: 'The portal could not answer.' }, 500);
  });
  return {
    app,
    issuer,
    answers: (path) => /^\/(auth|api|omnichannel)\//.test(path),
    close: async () => {
      await embedded?.close();
    },
  };
}

const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
};
