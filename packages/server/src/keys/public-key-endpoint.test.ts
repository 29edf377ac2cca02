import { describe, expect, test, vi } from 'vitest';
import {
  createFixedKeyRing,
  createTokenService,
  generateKeyPair,
  powerPagesPaths,
  publicKeyDocument,
  type KeyRing,
  type PublicKey,
  type TokenServiceOptions,
} from '../index.js';
import { bert, createTestService, pair } from '../test-service.fixture.js';

const second = await generateKeyPair();
const one = createFixedKeyRing({ keys: [pair.privateKey] });
const two = createFixedKeyRing({ keys: [pair.privateKey, second.publicKey] });

async function ask(options: Partial<TokenServiceOptions> = {}, init: RequestInit = {}): Promise<Response> {
  return createTestService(options).service.fetch(new Request('https://shop.example.com/auth/publickey', init));
}

interface ListEntry {
  kid: string;
  publicKey: string;
  expiry: number;
}

describe('the public key document', () => {
  test('is the PEM as text for one key', async () => {
    const response = await ask({ keyRing: one });
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toBe(pair.publicKey);
    expect(pair.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n(?:[A-Za-z0-9+/=]{1,64}\n)+-----END PUBLIC KEY-----\n?$/);
  });

  test("is Microsoft's JSON list for several keys", async () => {
    const response = await ask({ keyRing: two });
    expect(response.headers.get('content-type')).toBe('application/json');
    const list = (await response.json()) as ListEntry[];
    expect(list.map(({ kid, publicKey }) => ({ kid, publicKey: atob(publicKey) }))).toEqual([
      { kid: pair.kid, publicKey: pair.publicKey },
      { kid: second.kid, publicKey: second.publicKey },
    ]);
    for (const { expiry } of list) {
      expect(Number.isInteger(expiry)).toBe(true);
      expect(expiry).toBeGreaterThan(Date.now() / 1000 + 3_600);
    }
  });

  test('is a list of one when the option forces the list', async () => {
    const list = (await (await ask({ keyRing: one, publicKeyFormat: 'list' })).json()) as ListEntry[];
    expect(list.map(({ kid }) => kid)).toEqual([pair.kid]);
  });

  test('is the signing key alone when the option forces PEM', async () => {
    expect(await (await ask({ keyRing: two, publicKeyFormat: 'pem' })).text()).toBe(pair.publicKey);
  });

  test('is available without an endpoint, so that an app can publish it elsewhere', async () => {
    expect(publicKeyDocument(await one.publicKeys())).toEqual({ contentType: 'text/plain; charset=utf-8', body: pair.publicKey });
    const { contentType, body } = publicKeyDocument(await two.publicKeys());
    expect(contentType).toBe('application/json');
    expect(JSON.parse(body)).toHaveLength(2);
  });

  test('never contains a private key', async () => {
    for (const keyRing of [one, two]) {
      const body = await (await ask({ keyRing, publicKeyFormat: 'list' })).text();
      expect(body + atob((JSON.parse(body) as ListEntry[])[0]?.publicKey ?? '')).not.toContain('PRIVATE');
    }
  });
});

describe('the public key endpoint', () => {
  test('lets every page read and cache the document, and forbids sniffing its type', async () => {
    const { headers } = await ask();
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  test('allows caching for publicKeyMaxAge seconds', async () => {
    expect((await ask({ publicKeyMaxAge: 60 })).headers.get('cache-control')).toBe('public, max-age=60');
  });

  test('answers HEAD with the headers of GET and no body', async () => {
    const { service } = createTestService();
    const url = 'https://shop.example.com/auth/publickey';
    const get = await service.fetch(new Request(url));
    const head = await service.fetch(new Request(url, { method: 'HEAD' }));
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers));
    expect(head.headers.get('content-length')).toBe(String((await get.text()).length));
    expect(await head.text()).toBe('');
  });

  test.each([
    ['the same tag', (etag: string) => etag],
    ['a weak tag', (etag: string) => `W/${etag}`],
    ['one of several tags', (etag: string) => `"other", ${etag} `],
    ['a star', () => ' * '],
  ])('answers 304 without a body for %s', async (_name, ifNoneMatch) => {
    const { service } = createTestService();
    const url = 'https://shop.example.com/auth/publickey';
    const etag = (await service.fetch(new Request(url))).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    const response = await service.fetch(new Request(url, { headers: { 'if-none-match': ifNoneMatch(etag) } }));
    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe(etag);
    expect(await response.text()).toBe('');
  });

  test.each([
    ['a tag with the same end', (etag: string) => `"W/${etag.slice(1)}`],
    ['half a tag', (etag: string) => etag.slice(0, 10)],
    ['nothing', () => ''],
  ])('answers 200 for %s', async (_name, ifNoneMatch) => {
    const etag = (await ask({ keyRing: one })).headers.get('etag') ?? '';
    expect((await ask({ keyRing: one }, { headers: { 'if-none-match': ifNoneMatch(etag) } })).status).toBe(200);
  });

  test('answers 200 for another tag, and its own tag changes with the keys', async () => {
    const etag = (await ask({ keyRing: one })).headers.get('etag') ?? '';
    const response = await ask({ keyRing: two }, { headers: { 'if-none-match': etag } });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).not.toBe(etag);
  });

  test('answers OPTIONS, and 405 to methods that write', async () => {
    const options = await ask({}, { method: 'OPTIONS' });
    expect(options.status).toBe(204);
    expect(await options.text()).toBe('');
    expect(Object.fromEntries(options.headers)).toEqual({
      'access-control-allow-methods': 'GET, HEAD',
      'access-control-allow-origin': '*',
      'access-control-max-age': '86400',
    });
    const response = await ask({}, { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('is open to pages that may not read tokens', async () => {
    const response = await ask({}, { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } });
    expect(response.status).toBe(200);
  });

  test('answers 503 with Retry-After while there are no keys, and does not reveal the reason', async () => {
    const failing: KeyRing = { ...one, publicKeys: () => Promise.reject(new Error('redis://:hunter2@cache')) };
    const { service, notices } = createTestService({ keyRing: failing });
    const response = await service.fetch(new Request('https://shop.example.com/auth/publickey'));
    expect(notices).toMatchObject([
      { code: 'signing-failed', message: 'The public keys could not be served. The caller got 503.', cause: expect.any(Error) as Error },
    ]);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.text()).not.toContain('hunter2');
  });
});

describe('when the ring changes, the public key endpoint', () => {
  const key = (settling = false): PublicKey => ({ kid: pair.kid, publicKey: pair.publicKey, expiry: 2_000_000_000, settling });

  /** Returns a ring that a test can change, and a function that returns the Cache-Control header of the endpoint's answer. */
  function serviceOf(keys: readonly PublicKey[]) {
    const ring = { ...one, keys, publicKeys: async () => ring.keys };
    const { service } = createTestService({ keyRing: ring });
    const caching = async (): Promise<string | null> =>
      (await service.fetch(new Request('https://shop.example.com/auth/publickey'))).headers.get('cache-control');
    return { ring, caching };
  }

  test('forbids caching while other instances may have keys that are missing', async () => {
    const { ring, caching } = serviceOf([key(true)]);
    expect(await caching()).toBe('no-cache');
    ring.keys = [key(), key(true)];
    expect(await caching()).toBe('no-cache');
    ring.keys = [key()];
    expect(await caching()).toBe('public, max-age=300');
  });

  test('builds its document once while the keys stay the same', async () => {
    const digest = vi.spyOn(crypto.subtle, 'digest');
    const { ring, caching } = serviceOf([key()]);
    await caching();
    await caching();
    expect(digest).toHaveBeenCalledTimes(1);
    ring.keys = [key(), key(true)];
    await caching();
    expect(digest).toHaveBeenCalledTimes(2);
    digest.mockRestore();
  });
});

test("answers at Power Pages' paths with the preset", async () => {
  const service = createTokenService({ ...powerPagesPaths, issuer: 'contosohelp.com', keyRing: one, getUser: () => bert });
  const status = async (path: string): Promise<number> => (await service.fetch(new Request(`https://shop.example.com${path}`))).status;
  expect(await status('/_services/auth/publickey')).toBe(200);
  expect(await status('/_services/auth/token')).toBe(200);
  expect(await status('/auth/token')).toBe(404);
});
