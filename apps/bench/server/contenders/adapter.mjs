// lcw-auth's `fetch` behind a general adapter for Node instead of toNodeListener: ADAPTER is hono or srvx.
import { serve as serveWithHono } from '@hono/node-server';
import { serve as serveWithSrvx } from 'srvx';
import { context, isSignedIn, issuer, port, privateKey, ready, sub } from './claims.mjs';

const { createFixedKeyRing, createTokenService } = await import(process.env.LCW_AUTH);

const service = createTokenService({
  issuer,
  keyRing: createFixedKeyRing({ keys: [privateKey] }),
  getUser: (request) => (isSignedIn(request.headers.get('cookie')) ? { sub, context } : null),
  reuse: false,
});

if (process.env.ADAPTER === 'hono') serveWithHono({ fetch: service.fetch, port, hostname: '127.0.0.1' }, ready);
else {
  await serveWithSrvx({ fetch: service.fetch, port, hostname: '127.0.0.1', silent: true }).ready();
  ready();
}
