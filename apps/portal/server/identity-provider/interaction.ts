import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import type { Provider } from 'oidc-provider';
import { pickLanguage } from '../language.js';
import { namedCustomers } from './customers.js';
import { signInPage } from './pages.js';

/** The provider's sign-in page. Shows the accounts and receives the choice. */
export function interactionRoutes(provider: Provider, portal: string): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.get('/interaction/:uid', async (c) => {
    const { params } = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const language = pickLanguage(typeof params['ui_locales'] === 'string' ? params['ui_locales'] : null, c.req.header('accept-language'));
    const page = await signInPage({ language, action: c.req.path, portal });
    return c.body(page.body, 200, page.headers);
  });

  app.post('/interaction/:uid', csrf(), bodyLimit({ maxSize: 1024 }), async (c) => {
    await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const { customer } = await c.req.parseBody();
    const accountId = namedCustomers.find((each) => each.id === customer)?.id;
    const result = accountId
      ? { login: { accountId, remember: true } }
      : { error: 'access_denied', error_description: 'The customer did not sign in.' };
    return c.redirect(await provider.interactionResult(c.env.incoming, c.env.outgoing, result), 303);
  });

  app.onError((_error, c) => c.text('This sign-in has ended. Close this window and start again.', 400));
  return app;
}
