import { createKeyRing, createTokenService, type TokenService } from '@lcw-auth/server';
import { createStorage } from 'unstorage';
import cloudflareKVBinding from 'unstorage/drivers/cloudflare-kv-binding';
import { userOfSession } from './session.js';

let service: TokenService | null = null;

/**
 * A worker that keeps its keys in KV. Every location sees a write to KV after about a minute, so a new public key is not cached until
 * then.
 */
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
