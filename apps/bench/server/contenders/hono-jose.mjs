import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { importPKCS8, SignJWT } from 'jose';
import { claims, isSignedIn, kid, port, privateKey, publicKey, ready } from './claims.mjs';

const key = await importPKCS8(privateKey, 'RS256');
const app = new Hono();
app.get('/auth/publickey', (context) => context.text(publicKey));
app.get('/auth/token', async (context) => {
  if (!isSignedIn(context.req.header('cookie'))) return context.body(null, 401);
  const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key);
  return context.text(token, 200, { 'cache-control': 'no-store' });
});
serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, ready);
