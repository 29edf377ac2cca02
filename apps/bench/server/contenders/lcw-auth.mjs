// lcw-auth on node:http. With REUSE=on a user receives the same token in the first half of its lifetime.
import { createServer } from 'node:http';
import { context, isSignedIn, issuer, port, privateKey, ready, sub } from './claims.mjs';

const { createFixedKeyRing, createTokenService, toNodeListener } = await import(process.env.LCW_AUTH);

const service = createTokenService({
  issuer,
  keyRing: createFixedKeyRing({ keys: [privateKey] }),
  getUser: (request) => (isSignedIn(request.headers.get('cookie')) ? { sub, context } : null),
  reuse: process.env.REUSE === 'on',
});

createServer(toNodeListener(service)).listen(port, '127.0.0.1', ready);
