import { createKeyRing, createTokenService } from '@lcw-auth/server';
import { createStorage } from 'unstorage';
import redis from 'unstorage/drivers/redis';
import { userOfSession } from './session.js';

/** Creates the service of one instance. All instances behind the load balancer share their keys through Redis. */
export function serviceOnRedis(url: string): ReturnType<typeof createTokenService> {
  const storage = createStorage({ driver: redis({ url, base: 'portal' }) });
  return createTokenService({ issuer: 'contosohelp.com', keyRing: createKeyRing({ storage }), getUser: userOfSession });
}
