import { createStorage } from 'unstorage';
import { createFixedKeyRing, createKeyRing, createTokenService, fileDriver, generateKeyPair, type TokenService } from './index.js';

// The code of a portal on a worker runtime: keys in a storage of the platform (here in memory) or in a secret.

function serviceWith(keyRing: Parameters<typeof createTokenService>[0]['keyRing']): TokenService {
  return createTokenService({
    issuer: 'contosohelp.com',
    keyRing,
    getUser: (request) => (request.headers.get('cookie') === 'session=bert' ? { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e' } : null),
  });
}

let stored: TokenService | null = null;
let fromSecret: TokenService | null = null;

async function fetchFrom(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (path === '/environment') return Response.json(environment());
  if (request.headers.get('x-keys') !== 'secret') {
    stored ??= serviceWith(createKeyRing({ storage: createStorage() }));
    return stored.fetch(request);
  }
  fromSecret ??= serviceWith(createFixedKeyRing({ keys: [(await generateKeyPair()).privateKey] }));
  return fromSecret.fetch(request);
}

function environment(): Record<string, unknown> {
  let withoutStorage = 'works';
  try {
    fileDriver({ directory: 'keys' });
  } catch (error) {
    withoutStorage = error instanceof Error ? error.message : 'threw';
  }
  return { process: typeof globalThis.process, buffer: typeof globalThis.Buffer, withoutStorage };
}

/** The worker in the form that worker runtimes expect. */
export const worker = { fetch: fetchFrom };
