import { createKeyRing, createTokenService, type TokenService } from '@lcw-auth/server';
import { createStorage } from 'unstorage';
import cloudflareKVBinding from 'unstorage/drivers/cloudflare-kv-binding';
import { userOfSession } from './session.js';

let service: TokenService | null = null;

/** A worker with its keys in KV. A write to KV is visible everywhere after about a minute, so the first public key is not cached before. */
export const worker = {
  async fetch(request: Request, environment: { KEYS: object }): Promise<Response> {
    const storage = createStorage({ driver: cloudflareKVBinding({ binding: environment.KEYS as never }) });
    service ??= createTokenService({
      issuer: 'contosohelp.com',
      keyRing: createKeyRing({ storage, propagationTime: 90 }),
      getUser: userOfSession,
    });
    return service.fetch(request);
  },
};
