import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFixedKeyRing, LiveChatUserError } from '../index.js';
import { bert, createTestService, pair, verify } from '../test-service.fixture.js';

const now = Date.parse('2026-01-02T03:04:05.678Z');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a signed token', () => {
  test('has the claims that Omnichannel reads, and a token id', async () => {
    const token = await createTestService().service.signAuthToken(bert);
    const iat = Math.floor(now / 1000);
    const claims = await verify(token);
    expect(claims).toEqual({ iss: 'contosohelp.com', sub: bert.sub, iat, nbf: iat - 30, exp: iat + 900, jti: claims.jti });
    expect(claims.jti).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('names RS256 and the key id in its header', async () => {
    const token = await createTestService().service.signAuthToken(bert);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'RS256', typ: 'JWT', kid: pair.kid });
  });

  test('carries the context as a string of JSON', async () => {
    const context = { msdyn_cartvalue: 10_000, msdyn_isvip: false, portalcontactid: bert.sub, coupon: null };
    const claims = await verify(await createTestService().service.signAuthToken({ ...bert, context }));
    expect(claims['lwicontexts']).toBe(JSON.stringify(context));
  });

  test('carries further claims', async () => {
    const claims = { given_name: 'Bert', family_name: 'Hair', email: 'bert@example.com', aud: 'chat' };
    expect(await verify(await createTestService().service.signAuthToken({ ...bert, claims }))).toMatchObject(claims);
  });

  test('has a new token id each time it is signed', async () => {
    const { service } = createTestService({ reuse: false });
    const ids = await Promise.all([1, 2, 3].map(async () => decodeJwt(await service.signAuthToken(bert)).jti));
    expect(new Set(ids).size).toBe(3);
  });

  test('is the same on a runtime without Buffer, as in a worker', async () => {
    const { service } = createTestService();
    vi.stubGlobal('Buffer', undefined);
    const token = await service.signAuthToken({ ...bert, claims: { family_name: 'Grüßgott' } }).finally(() => vi.unstubAllGlobals());
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await verify(token)).toMatchObject({ sub: bert.sub, family_name: 'Grüßgott' });
  });

  test('has the lifetime of tokenLifetime, in seconds', async () => {
    const { iat, exp } = await verify(await createTestService({ tokenLifetime: 3_600 }).service.signAuthToken(bert));
    expect((exp ?? 0) - (iat ?? 0)).toBe(3_600);
  });
});

describe('a user', () => {
  test.each(['iss', 'sub', 'iat', 'nbf', 'exp', 'jti', 'lwicontexts'])('cannot set the claim %s', async (name) => {
    const error: unknown = await createTestService()
      .service.signAuthToken({ ...bert, claims: { [name]: 'x' } })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LiveChatUserError);
    expect(error).toMatchObject({ name: 'LiveChatUserError', message: expect.stringContaining(name) as string });
  });

  test('cannot replace the claims through toJSON or a prototype', async () => {
    const { service } = createTestService();
    await expect(service.signAuthToken({ ...bert, claims: { toJSON: () => ({ sub: 'x' }) } })).rejects.toThrow('plain object');
    const claims = JSON.parse('{"__proto__": {"sub": "x", "exp": 9999999999}}') as Record<string, unknown>;
    expect(await verify(await service.signAuthToken({ ...bert, claims }))).toMatchObject({
      sub: bert.sub,
      exp: Math.floor(now / 1000) + 900,
    });
  });

  test('whose sub is not a GUID gets a token, and the service reports it once', async () => {
    const { service, notices } = createTestService();
    expect(await verify(await service.signAuthToken({ sub: 'bert' }))).toMatchObject({ sub: 'bert' });
    await service.signAuthToken({ sub: 'ernie' });
    expect(notices.map(({ code }) => code)).toEqual(['subject-not-guid']);
    expect(notices[0]?.message).not.toContain('bert');
  });

  test.each([`x${bert.sub}`, `${bert.sub}0`, bert.sub.replace('-', '')])(
    'whose sub only resembles a GUID (%s) gets the notice',
    async (sub) => {
      const { service, notices } = createTestService();
      await service.signAuthToken({ sub });
      expect(notices).toEqual([{ code: 'subject-not-guid', message: expect.stringContaining('cannot link the contact') as string }]);
    },
  );

  test('whose sub is a GUID in capital letters causes no notice', async () => {
    const { service, notices } = createTestService();
    await service.signAuthToken({ sub: bert.sub.toUpperCase() });
    expect(notices).toEqual([]);
  });
});

test.each([
  [{ issuer: '' }, 'issuer must be a string'],
  [{ keyRing: undefined as never }, 'keyRing is missing. Write keyRing: createKeyRing()'],
  [{ keyRing: '-----BEGIN PRIVATE KEY-----' as never }, 'keyRing is missing'],
  [{ getUser: undefined as never }, 'getUser must be a function'],
  [{ issuer: 7 as never }, 'issuer must be a string'],
  [{ tokenLifetime: 3_601 }, 'tokenLifetime must be a whole number from 1 to 3600'],
  [{ tokenLifetime: 0 }, 'tokenLifetime'],
  [{ tokenLifetime: 900.5 }, 'tokenLifetime'],
  [{ tokenLifetime: Number.NaN }, 'tokenLifetime'],
  [{ getUserTimeout: 0 }, 'getUserTimeout must be a whole number from 1 to 60, not 0'],
  [{ getUserTimeout: 61 }, 'getUserTimeout must be a whole number from 1 to 60, not 61'],
  [{ tokenPath: '/auth/PUBLICKEY' }, 'must differ'],
  [{ clockSkew: -1 }, 'clockSkew must be a whole number from 0 to 300, not -1'],
  [{ clockSkew: 301 }, 'clockSkew must be a whole number from 0 to 300, not 301'],
  [{ publicKeyMaxAge: -1 }, 'publicKeyMaxAge must be a whole number from 0 to 86400, not -1'],
  [{ publicKeyMaxAge: 86_401 }, 'publicKeyMaxAge must be a whole number from 0 to 86400, not 86401'],
  [
    { keyRing: { ...createFixedKeyRing({ keys: [pair.privateKey] }), retention: 899 } },
    'retention (899 s) must be at least tokenLifetime (900 s)',
  ],
  [{ tokenPath: '//example.com/token' }, 'tokenPath must be a path'],
  [{ tokenPath: '/auth/../token' }, 'tokenPath must be a path'],
  [{ tokenPath: '/:', publicKeyPath: '//:' }, 'publicKeyPath must be a path'],
  [{ tokenPath: 'auth/token' }, "tokenPath must be a path such as '/auth/token'"],
  [{ tokenPath: '/auth/publickey' }, 'must differ'],
  [{ publicKeyPath: '/key?x' }, 'publicKeyPath'],
  [{ reuse: { limit: 0 } }, 'reuse.limit must be a whole number from 1 to 10000000, not 0'],
  [{ reuse: { limit: 10_000_001 } }, 'reuse.limit must be a whole number from 1 to 10000000, not 10000001'],
])('createTokenService rejects %j', (options, message) => {
  expect(() => createTestService(options)).toThrow(message);
});

test.each([
  { tokenLifetime: 1, clockSkew: 0, publicKeyMaxAge: 0, reuse: { limit: 1 } },
  { tokenLifetime: 3_600, clockSkew: 300, publicKeyMaxAge: 86_400, reuse: { limit: 10_000_000 } },
  { keyRing: { ...createFixedKeyRing({ keys: [pair.privateKey] }), retention: 900 } },
])('createTokenService accepts the lowest and the highest values: %j', async (options) => {
  expect(await createTestService(options).service.signAuthToken(bert)).toMatch(/^ey/);
});
