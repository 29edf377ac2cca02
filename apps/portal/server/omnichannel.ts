import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import type { FaultBoard } from '@lcw-auth/simulator';
import { botTokenService, createOmnichannel, type Omnichannel, type OmnichannelEvent } from '@lcw-auth/simulator/omnichannel';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createBotTokenVerifier } from './bot-token.js';
import { answerWith } from './fault-routes.js';
import { namedCustomers } from './identity-provider/customers.js';
import type { Journal } from './journal.js';
import { pickLanguage, type Language } from './language.js';
import { createRecordStore } from './omnichannel-records.js';
import type { OpenIdConnect } from './open-id-connect.js';
import { createShopBot } from './shop-bot.js';

export interface ShopOmnichannelOptions {
  origin: string;
  dataDir: string;
  journal: Journal;
  openIdConnect: OpenIdConnect;
  botAudience: string;
  faults: FaultBoard;
  /** True when the customers are those of the embedded identity provider. */
  knowsCustomers: boolean;
}

const postTokenPath = '/api/sas/postToken';

/** The simulated Omnichannel at /omnichannel, with the shop's bot and the bot token service at /api/sas/postToken. */
export async function omnichannelRoutes(options: ShopOmnichannelOptions): Promise<Hono> {
  const { origin, journal } = options;
  const records = createRecordStore({ folder: join(options.dataDir, 'records'), origin, knowsCustomers: options.knowsCustomers });
  const tokens = botTokenService({
    url: `${origin}${postTokenPath}`,
    faults: options.faults,
    verifyToken: createBotTokenVerifier({ openIdConnect: options.openIdConnect, audience: options.botAudience }),
  });
  // The bot answers in the language of the customer's request.
  const language = new AsyncLocalStorage<Language>();
  const omnichannel = createOmnichannel({
    ...(await records.load()),
    bot: createShopBot(
      (subject) => namedCustomers.find((each) => each.id === subject)?.givenName ?? null,
      () => language.getStore() ?? 'en',
    ),
    botTokenService: tokens,
  });
  saveChanges(omnichannel, records.save);
  omnichannel.subscribe((event) => tell(journal, event));

  const app = new Hono();
  app.all(
    postTokenPath,
    answerWith(
      (request) => tokens.fetch(request),
      ({ status }) =>
        journal.write({ from: 'page', to: 'bot', type: status === 200 ? 'bot-token-accepted' : 'bot-token-refused', detail: { status } }),
    ),
  );
  // The fault panel requests the URLs of its cards here.
  app.post('/api/bot-cards', bodyLimit({ maxSize: 256 }), async (c) => {
    const body: unknown = await c.req.json().catch(() => null);
    const signInId =
      typeof body === 'object' && body !== null && 'signInId' in body && typeof body.signInId === 'string' ? body.signInId : undefined;
    const { sasUrl, ...card } = tokens.issue(signInId);
    return c.json({ signInId: card.signInId, sasUrl });
  });
  app.all('/omnichannel/*', (c) => language.run(pickLanguage(c.req.header('accept-language')), () => omnichannel.fetch(c.req.raw)));
  return app;
}

function saveChanges(omnichannel: Omnichannel, save: ReturnType<typeof createRecordStore>['save']): void {
  omnichannel.subscribe((event) => {
    if (event.type === 'records') save(event.records).catch((error: unknown) => console.error('The records could not be saved.', error));
  });
}

function tell(journal: Journal, event: OmnichannelEvent): void {
  // The bot accepts the token before the journal records the post. The delay makes the timeline show the post first.
  if (event.type === 'bot-signed-in') setImmediate(() => journal.write({ from: 'bot', to: 'omnichannel', type: 'bot-signed-in' }));
}
