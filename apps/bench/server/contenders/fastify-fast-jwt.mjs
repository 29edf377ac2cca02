import { createSigner } from 'fast-jwt';
import fastify from 'fastify';
import { claims, isSignedIn, kid, port, privateKey, publicKey, ready } from './claims.mjs';

const sign = createSigner({ key: privateKey, algorithm: 'RS256', kid, noTimestamp: true });
const app = fastify();
app.get('/auth/publickey', (_request, reply) => reply.type('text/plain').send(publicKey));
app.get('/auth/token', async (request, reply) => {
  if (!isSignedIn(request.headers.cookie)) return reply.code(401).send();
  return reply.type('text/plain').header('cache-control', 'no-store').send(sign(claims()));
});
await app.listen({ port, host: '127.0.0.1' });
ready();
