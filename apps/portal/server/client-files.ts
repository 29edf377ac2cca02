import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { NONCE, secureHeaders, type SecureHeadersVariables } from 'hono/secure-headers';

/** Placeholder for the nonce in index.html. Each response replaces it with a new nonce. */
export const noncePlaceholder = '__CSP_NONCE__';

/** The paths of the client's pages. */
export const pages = ['/', '/agent', '/admin'] as const;

/** Serves the built page under a strict Content Security Policy: scripts by nonce, no inline code, Trusted Types. */
export async function clientFiles(folder: string): Promise<Hono> {
  const template = await readFile(join(folder, 'index.html'), 'utf8');
  const app = new Hono<{ Variables: SecureHeadersVariables }>();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: [NONCE, "'strict-dynamic'"],
        styleSrc: ["'self'", NONCE],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
      // The sign-in popup opens a page of another origin, and then a page of this origin again.
      crossOriginOpenerPolicy: 'same-origin-allow-popups',
      strictTransportSecurity: false,
      xFrameOptions: 'DENY',
    }),
  );
  for (const page of pages) {
    app.get(page, (c) => {
      c.header('cache-control', 'no-store');
      return c.html(template.replaceAll(noncePlaceholder, c.get('secureHeadersNonce') ?? ''));
    });
  }
  app.use('/assets/*', async (c, next) => {
    await next();
    if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable');
  });
  app.use(serveStatic({ root: folder, precompressed: false }));
  return app as unknown as Hono;
}
