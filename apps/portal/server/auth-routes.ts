import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { sessionChannel } from '../shared/customer.js';
import { htmlPage } from './html-page.js';
import { pickLanguage } from './language.js';
import type { OpenIdConnect } from './open-id-connect.js';
import type { Sessions } from './sessions.js';

/** Sign-in and sign-out. Each runs in a popup, so that the page and its chat continue. At the end, the popup informs all tabs. */
export function authRoutes({
  sessions,
  openIdConnect,
  origin,
  issuer,
}: {
  sessions: Sessions;
  openIdConnect: OpenIdConnect;
  origin: string;
  issuer: string;
}): Hono {
  const app = new Hono();
  const language = (c: Context): string => pickLanguage(c.req.query('lang'), c.req.header('accept-language'));

  app.get('/signin', async (c) => {
    const headers = new Headers();
    const session = await sessions.open(c.req.raw, headers);
    try {
      headers.set('location', (await openIdConnect.startSignIn(session, language(c))).href);
    } catch (error) {
      console.error(`Users cannot sign in, because there is no OpenID Connect provider at ${issuer}. ${String(error)}`);
      return finishedPage(c, 'failed', headers);
    }
    headers.set('cache-control', 'no-store');
    return new Response(null, { status: 303, headers });
  });

  app.get('/callback', async (c) => {
    const session = await sessions.find(c.req.raw);
    if (!session) return finishedPage(c, 'failed');
    try {
      // Use the configured origin, not the request's Host, because a proxy may change Host.
      const identity = await openIdConnect.finishSignIn(session, new URL(`${c.req.path}${new URL(c.req.url).search}`, origin));
      const headers = new Headers();
      const renewed = await sessions.renew(session, c.req.raw, headers);
      renewed.identity = identity;
      return await finishedPage(c, 'signed-in', headers);
    } catch {
      return finishedPage(c, 'failed');
    }
  });

  app.post('/signout', async (c) => {
    const session = await sessions.find(c.req.raw);
    const identity = session?.identity;
    if (session) sessions.end(session);
    const url = identity ? await openIdConnect.signOutUrl(identity, language(c)).catch(() => null) : null;
    return url ? leavingPage(c, url) : finishedPage(c, 'signed-out');
  });

  app.get('/signed-out', (c) => finishedPage(c, 'signed-out'));
  return app;
}

const styles =
  ':root{color-scheme:light dark}body{margin:0;min-block-size:100dvh;display:grid;place-content:center;text-align:center;font:1rem/1.5 system-ui,sans-serif}';

/**
 * Returns a page that continues to the provider's sign-out. A redirect would fail: the shop's policy (`form-action`) also applies to the
 * redirects after a form and allows the shop's own origin only, and the provider may redirect to any address.
 */
async function leavingPage(c: Context, url: URL): Promise<Response> {
  const language = pickLanguage(c.req.query('lang'), c.req.header('accept-language'));
  const text = messages[language];
  const page = await htmlPage({
    language,
    title: text.leaving,
    styles,
    content: html`<p>${text.leaving}</p>
      <a href="${url.href}">${text.onward}</a>`,
    script: `location.replace(${JSON.stringify(url.href)})`,
  });
  return new Response(page.body, { headers: page.headers });
}

const messages = {
  en: {
    'signed-in': 'You are signed in.',
    'signed-out': 'You are signed out.',
    failed: 'You are not signed in.',
    back: 'Back to the shop',
    leaving: 'You are being signed out.',
    onward: 'Continue',
  },
  de: {
    'signed-in': 'Sie sind angemeldet.',
    'signed-out': 'Sie sind abgemeldet.',
    failed: 'Sie sind nicht angemeldet.',
    back: 'Zurück zum Shop',
    leaving: 'Sie werden abgemeldet.',
    onward: 'Weiter',
  },
};

/** Returns a page that informs every tab of the result and closes its popup. Outside a popup, the page returns to the shop. */
async function finishedPage(c: Context, result: 'signed-in' | 'signed-out' | 'failed', headers = new Headers()): Promise<Response> {
  const language = pickLanguage(c.req.query('lang'), c.req.header('accept-language'));
  const text = messages[language];
  const page = await htmlPage({
    language,
    title: text[result],
    styles,
    content: html`<p>${text[result]}</p>
      <a href="/">${text.back}</a>`,
    script: `new BroadcastChannel(${JSON.stringify(sessionChannel)}).postMessage(${JSON.stringify(result)});if(window.name===${JSON.stringify(sessionChannel)})window.close();else location.replace('/');`,
  });
  for (const [name, value] of Object.entries(page.headers)) headers.set(name, value);
  return new Response(page.body, { headers });
}
