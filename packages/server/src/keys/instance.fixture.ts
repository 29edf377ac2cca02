import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStorage } from 'unstorage';
import redisDriver from 'unstorage/drivers/redis';
import { createKeyRing, createTokenService, toNodeListener, type KeyRingOptions } from '../index.js';

// One server of several, as a program. INSTANCE contains its settings. It writes its address to standard output.
const settings = JSON.parse(process.env['INSTANCE'] ?? '{}') as InstanceSettings;

/** The settings of an instance. */
export interface InstanceSettings {
  directory?: string;
  redisUrl?: string;
  ring: KeyRingOptions;
  tokenLifetime: number;
}

const keyRing = createKeyRing({
  ...settings.ring,
  ...(settings.directory === undefined ? {} : { directory: settings.directory }),
  ...(settings.redisUrl === undefined
    ? {}
    : { storage: createStorage({ driver: redisDriver({ url: settings.redisUrl, base: 'portal' }) }) }),
});
const service = createTokenService({
  issuer: 'contosohelp.com',
  keyRing,
  getUser: () => ({ sub: crypto.randomUUID() }),
  tokenLifetime: settings.tokenLifetime,
  clockSkew: 0,
});
const listener = toNodeListener(service);

const server = createServer((request, response) => {
  const [, command, kid = ''] = /^\/(rotate|revoke)(?:\/(.+))?$/.exec(request.url ?? '') ?? [];
  if (!command) return listener(request, response);
  const work = command === 'rotate' ? keyRing.rotate() : keyRing.revoke(kid);
  work.then(
    () => response.end('done'),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
