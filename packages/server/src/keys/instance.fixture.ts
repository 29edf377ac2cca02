import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStorage } from 'unstorage';
import redisDriver from 'unstorage/drivers/redis';
import { createKeyRing, createTokenService, toNodeListener, type KeyRingOptions } from '../index.js';

// A program that runs one of several servers. INSTANCE contains its settings. It writes its address to standard output.
const settings = JSON.parse(process.env['INSTANCE'] ?? '{}') as InstanceSettings;

/** The settings of an instance. */
export interface InstanceSettings {
  directory?: string;
  redisUrl?: string;
  ring: KeyRingOptions;
  tokenLifetime: number;
}

/** The RSA keys that the instance uses before it generates any. Generating a key takes longer than most tests, so the tests share them. */
const pairs = JSON.parse(process.env['INSTANCE_KEYS'] ?? '[]') as { privateKey: JsonWebKey; publicKey: JsonWebKey }[];
const generateKey = crypto.subtle.generateKey.bind(crypto.subtle) as (...parameters: unknown[]) => Promise<CryptoKeyPair>;

async function nextKeyPair(algorithm: RsaHashedKeyGenParams, ...others: unknown[]): Promise<CryptoKeyPair> {
  const pair = pairs.shift();
  if (!pair) return generateKey(algorithm, ...others);
  return {
    privateKey: await crypto.subtle.importKey('jwk', pair.privateKey, algorithm, true, ['sign']),
    publicKey: await crypto.subtle.importKey('jwk', pair.publicKey, algorithm, true, ['verify']),
  };
}

Object.assign(crypto.subtle, { generateKey: nextKeyPair });

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
    (error: unknown) => response.writeHead(503).end(String(error)),
  );
});
// Otherwise, on a slow machine, the server could close an idle connection just when a test uses it again.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
