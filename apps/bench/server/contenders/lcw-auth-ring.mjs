// lcw-auth with a stored key ring: files, or a Redis that many processes share.
import { createServer } from 'node:http';
import { createStorage } from 'unstorage';
import redis from 'unstorage/drivers/redis';
import { context, isSignedIn, issuer, port, ready, sub } from './claims.mjs';

const { createKeyRing, createTokenService, toNodeListener } = await import(process.env.LCW_AUTH);

const where = process.env.REDIS_URL
  ? { storage: createStorage({ driver: redis({ url: process.env.REDIS_URL }) }) }
  : { directory: process.env.DIRECTORY };
const service = createTokenService({
  issuer,
  keyRing: createKeyRing(where),
  getUser: (request) => (isSignedIn(request.headers.get('cookie')) ? { sub, context } : null),
  reuse: false,
});
await service.signAuthToken({ sub, context });

createServer(toNodeListener(service)).listen(port, '127.0.0.1', ready);
