import { createKeyRing, createTokenService, type TokenService } from '@lcw-auth/server';
import { createStorage } from 'unstorage';
import cloudflareKVBinding from 'unstorage/drivers/cloudflare-kv-binding';
import { userOfSession } from './session.js';

let service: TokenService | null = null;

/** A worker with its keys in KV. KV shows a write everywhere after a minute, which publishAhead (an hour) covers. */
export const worker = {
  async fetch(request: Request, environment: { KEYS: object }): Promise<Response> {
    const storage = createStorage({ driver: cloudflareKVBinding({ binding: environment.KEYS as never }) });
    service ??= createTokenService({ issuer: 'contosohelp.com', keyRing: createKeyRing({ storage }), getUser: userOfSession });
    return service.fetch(request);
  },
};
