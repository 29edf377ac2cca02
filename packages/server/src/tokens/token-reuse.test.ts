import { decodeJwt } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { onFakeDate, pass, setDateBy } from '../fake-date.fixture.js';
import { createFixedKeyRing, generateKeyPair, type Signer } from '../index.js';
import { bert, createTestService, pair } from '../test-service.fixture.js';

onFakeDate();

describe('a user who requests a token again', () => {
  test('gets the same token in the first half of its lifetime, and a new one after that', async () => {
    const { service } = createTestService({ tokenLifetime: 900 });
    const first = await service.signAuthToken(bert);
    pass(449_999);
    expect(await service.signAuthToken({ ...bert })).toBe(first);
    pass(1);
    const second = await service.signAuthToken(bert);
    expect(second).not.toBe(first);
    expect((decodeJwt(second).exp ?? 0) - Date.now() / 1000).toBe(900);
  });

  test.each([-1_000, -600_000, 3_600_000])('gets a new token after the date was set by %d ms', async (change) => {
    const { service } = createTestService();
    const first = await service.signAuthToken(bert);
    setDateBy(change);
    const second = await service.signAuthToken(bert);
    expect(second).not.toBe(first);
    expect(decodeJwt(second).iat).toBe(Math.floor(Date.now() / 1000));
  });

  test('gets a new token in the second half of its lifetime even when the date was set back', async () => {
    const { service } = createTestService({ tokenLifetime: 900 });
    const first = await service.signAuthToken(bert);
    pass(450_000);
    setDateBy(-450_000);
    expect(await service.signAuthToken(bert)).not.toBe(first);
  });

  test('gets a new token each time when reuse is off', async () => {
    const { service } = createTestService({ reuse: false });
    expect(await service.signAuthToken(bert)).not.toBe(await service.signAuthToken(bert));
  });

  test('gets a new token when the context or a claim has changed', async () => {
    const { service } = createTestService();
    const users = [
      bert,
      { ...bert, context: { cart: 1 } },
      { ...bert, context: { cart: 2 } },
      { ...bert, claims: { email: 'b@example.com' } },
    ];
    const tokens = await Promise.all(users.map(async (user) => service.signAuthToken(user)));
    expect(new Set(tokens).size).toBe(users.length);
  });

  test('gets a new token when another key signs', async () => {
    const other = createFixedKeyRing({ keys: [(await generateKeyPair()).privateKey] });
    const ring = createFixedKeyRing({ keys: [pair.privateKey] });
    let current = ring;
    const { service } = createTestService({ keyRing: { ...ring, signingKey: async () => current.signingKey() } });
    const first = await service.signAuthToken(bert);
    current = other;
    expect(await service.signAuthToken(bert)).not.toBe(first);
  });

  test('shares one signature with simultaneous requests of the same user', async () => {
    const sign = vi.fn<Signer['sign']>(async () => new Uint8Array(256));
    const { service } = createTestService({ keyRing: ringOf({ kid: 'k', publicKey: pair.publicKey, sign }) });
    await Promise.all(Array.from({ length: 20 }, async () => service.signAuthToken(bert)));
    expect(sign).toHaveBeenCalledTimes(1);
  });

  test('keeps the newer token when an older signature fails later', async () => {
    let failOld = (_error: Error): void => {};
    const asked = vi.fn<Signer['sign']>(() => new Promise<never>((_resolve, reject) => (failOld = reject)));
    const slow = { kid: 'old', publicKey: pair.publicKey, sign: asked };
    const quick = { kid: 'new', publicKey: pair.publicKey, sign: async () => new Uint8Array(256) };
    let current: Signer = slow;
    const { service } = createTestService({ keyRing: { ...ringOf(slow), signingKey: async () => current } });
    const old = service.signAuthToken(bert).catch((error: unknown) => error);
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    current = quick;
    const newer = await service.signAuthToken(bert);
    failOld(new Error('the vault is unavailable'));
    expect(await old).toEqual(new Error('the vault is unavailable'));
    expect(await service.signAuthToken(bert)).toBe(newer);
  });

  test('does not get a cached failure', async () => {
    const sign = vi.fn<Signer['sign']>(async () => new Uint8Array(256)).mockRejectedValueOnce(new Error('vault is unavailable'));
    const { service } = createTestService({ keyRing: ringOf({ kid: 'k', publicKey: pair.publicKey, sign }) });
    await expect(service.signAuthToken(bert)).rejects.toThrow('vault is unavailable');
    expect(await service.signAuthToken(bert)).toMatch(/^ey/);
  });
});

test('another user never gets the token', async () => {
  const { service } = createTestService();
  const ernie = { sub: '00000000-abc2-e811-a9b0-000d3a10e09e' };
  expect(decodeJwt(await service.signAuthToken(bert)).sub).toBe(bert.sub);
  expect(decodeJwt(await service.signAuthToken(ernie)).sub).toBe(ernie.sub);
});

test('beyond the limit, the token that was requested the longest time ago is dropped', async () => {
  const { service } = createTestService({ reuse: { limit: 2 } });
  const users = ['1', '2', '3'].map((digit) => ({ sub: bert.sub.replace(/^8/, digit) }));
  const [one, two, three] = await Promise.all(users.map(async (user) => service.signAuthToken(user)));
  const again = async (index: number): Promise<string> => service.signAuthToken(users[index] ?? bert);
  expect(await again(1)).toBe(two);
  expect(await again(2)).toBe(three);
  expect(await again(0)).not.toBe(one);
  expect(await again(1)).not.toBe(two);
});

function ringOf(signer: Signer): ReturnType<typeof createFixedKeyRing> {
  return { ...createFixedKeyRing({ keys: [pair.privateKey] }), signingKey: async () => signer };
}
