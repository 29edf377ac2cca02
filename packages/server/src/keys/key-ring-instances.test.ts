import { createStorage, type Storage } from 'unstorage';
import { describe, expect, test, vi } from 'vitest';
import { hour, onFakeDate, pass } from '../fake-date.fixture.js';
import { createTokenService, KeysUnavailableError } from '../index.js';
import { shareRsaKeys } from './shared-keys.fixture.js';
import { createTestRing, type TestRing } from './test-ring.fixture.js';

onFakeDate();
shareRsaKeys();

/** Checks that every instance publishes every key with which an instance signs at this moment. */
async function expectAgreement(rings: readonly TestRing[]): Promise<void> {
  const signing = await Promise.all(rings.map(async ({ signs }) => signs()));
  for (const { publishes } of rings) expect(await publishes()).toEqual(expect.arrayContaining(signing));
}

describe('many instances on one storage', () => {
  test('that start at the same time on an empty storage publish all first keys and agree on one', async () => {
    const storage = createStorage();
    const rings = Array.from({ length: 4 }, () => createTestRing(storage));
    await expectAgreement(rings);
    pass(10_000);
    const kids = new Set(await Promise.all(rings.map(async ({ signs }) => signs())));
    expect(kids.size).toBe(1);
    expect([...kids][0]).toBe((await rings[0]?.publishes())?.[0]);
  });

  test('publish a key of another instance before their next refresh while their own newest key is young', async () => {
    const storage = createStorage();
    const [a, b] = [createTestRing(storage), createTestRing(slowToSee(storage))];
    expect(await a.publishes()).toHaveLength(1);
    const foreign = await b.signs();
    expect(await a.publishes()).toContain(foreign);
  });

  test.each([
    [undefined, 30_000],
    [90, 90_000],
  ])(
    'read the storage for every document until their newest key is as old as propagationTime (%j)',
    async (propagationTime, milliseconds) => {
      const storage = createStorage();
      const getKeys = vi.fn(storage.getKeys);
      const { ring, publishes } = createTestRing({ ...storage, getKeys }, { propagationTime, refreshInterval: 1_000, publishAhead: 2_000 });
      await publishes();
      for (const [passes, reads] of [
        [milliseconds - 1, 1],
        [1, 0],
      ] as const) {
        pass(passes);
        getKeys.mockClear();
        await publishes();
        expect(getKeys).toHaveBeenCalledTimes(reads);
      }
      // A newer key starts this time again.
      await ring.rotate();
      getKeys.mockClear();
      await publishes();
      expect(getKeys).toHaveBeenCalledTimes(1);
    },
  );

  test('that rotate at the same time agree on one signing key and publish every key', async () => {
    const storage = createStorage();
    const rings = Array.from({ length: 3 }, () => createTestRing(storage));
    await rings[0]?.signs();
    await Promise.all(rings.map(async ({ ring }) => ring.rotate()));
    await expectAgreement(rings);
    pass(hour);
    await expectAgreement(rings);
    const kids = await Promise.all(rings.map(async ({ signs }) => signs()));
    expect(new Set(kids).size).toBe(1);
  });

  test('change to a new key at the same moment, without a restart', async () => {
    const storage = createStorage();
    const [a, b] = [createTestRing(storage), createTestRing(storage)];
    const old = await a.signs();
    expect(await b.signs()).toBe(old);
    await a.ring.rotate();
    pass(hour - 1);
    expect([await a.signs(), await b.signs()]).toEqual([old, old]);
    pass(1);
    const kid = await a.signs();
    expect(kid).not.toBe(old);
    expect(await b.signs()).toBe(kid);
  });

  test.each([null, undefined])('skip a key that another instance removed after it was listed (%j)', async (nothing) => {
    const storage = createStorage();
    const { signs, publishes, notices } = createTestRing({
      ...storage,
      getKeys: async (...args) => [...(await storage.getKeys(...args)), 'lcw-auth:gone'],
      getItem: async (name: string) => (name === 'lcw-auth:gone' ? nothing : storage.getItem(name)) as never,
    });
    expect(await publishes()).toEqual([await signs()]);
    expect(notices).toEqual([]);
  });

  test('keep the newer of two views of the storage when the older one arrives late', async () => {
    const storage = createStorage();
    const [early, late] = [createTestRing(storage), createTestRing(storage)];
    const reads: (() => void)[] = [];
    const getKeys: Storage['getKeys'] = async (...args) => {
      const names = await storage.getKeys(...args);
      if (reads.length < 1) await new Promise<void>((resolve) => reads.push(resolve));
      return names;
    };
    const slow = createTestRing({ ...storage, getKeys }, { propagationTime: 0 });
    await early.signs();
    const first = slow.publishes();
    await vi.waitFor(() => expect(reads).toHaveLength(1));
    pass(1);
    await late.ring.rotate();
    await slow.ring.rotate();
    for (const answer of reads) answer();
    await first;
    expect(await slow.publishes()).toEqual(await late.publishes());
  });

  test('learn of a revoked key at their next refresh', async () => {
    const storage = createStorage();
    const [a, b] = [createTestRing(storage), createTestRing(storage)];
    const bad = await a.signs();
    await b.signs();
    await a.ring.revoke(bad);
    pass(10_000);
    expect(await b.signs()).toBe(await a.signs());
    expect(await b.publishes()).not.toContain(bad);
  });
});

test('a storage that answers leaves no timer behind', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  await createTestRing().signs();
  expect(vi.getTimerCount()).toBe(0);
});

describe('a storage that does not answer', () => {
  test('leaves the known keys in use until another instance could sign with a new key', async () => {
    const { storage, fail } = breakable();
    const { signs, publishes, notices } = createTestRing(storage);
    const kid = await signs();
    fail();
    pass(hour);
    expect(await signs()).toBe(kid);
    expect(notices.map(({ code }) => code)).toEqual(['storage-unavailable']);
    pass(1);
    await expect(signs()).rejects.toThrow(KeysUnavailableError);
    expect(await publishes()).toEqual([kid]);
  });

  test('does not stop a young ring from publishing the keys that it knows', async () => {
    const { storage, fail } = breakable();
    const { signs, publishes } = createTestRing(storage);
    const kid = await signs();
    fail();
    pass(1_000);
    expect(await publishes()).toEqual([kid]);
  });

  test('is read again at each refresh interval, not at each request', async () => {
    const { storage, fail } = breakable();
    const { signs, notices } = createTestRing(storage);
    await signs();
    fail();
    pass(10_000);
    for (let request = 0; request < 20; request += 1) await signs();
    expect(notices).toHaveLength(1);
  });

  test('has three seconds to answer, and leaves no timer behind', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const { signs, notices } = createTestRing({ ...createStorage(), getKeys: () => new Promise(() => {}) });
    const answer = signs().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(notices).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toBeInstanceOf(KeysUnavailableError);
    expect(await answer).toMatchObject({
      name: 'KeysUnavailableError',
      message: 'The key storage does not answer, so there is no key to sign with.',
    });
    expect(notices).toEqual([
      {
        code: 'storage-unavailable',
        message: 'The key storage could not be used. The keys in memory stay in use.',
        cause: new Error('The key storage did not answer within 3000 ms.'),
      },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('makes the endpoints answer 503, and 200 as soon as it works again', async () => {
    const { storage, fail, repair } = breakable();
    fail();
    const { ring } = createTestRing(storage);
    const service = createTokenService({ issuer: 'i', keyRing: ring, getUser: () => ({ sub: 's' }), onNotice: () => {} });
    const statuses = async (): Promise<number[]> =>
      Promise.all(
        ['/auth/token', '/auth/publickey'].map(async (path) => (await service.fetch(new Request(`https://a.example${path}`))).status),
      );
    expect(await statuses()).toEqual([503, 503]);
    repair();
    expect(await statuses()).toEqual([200, 200]);
  });
});

function breakable(): { storage: Storage; fail: () => void; repair: () => void } {
  const storage = createStorage();
  let broken = false;
  const getKeys: Storage['getKeys'] = async (...args) => {
    if (broken) throw new Error('connect ECONNREFUSED');
    return storage.getKeys(...args);
  };
  return { storage: { ...storage, getKeys }, fail: () => (broken = true), repair: () => (broken = false) };
}

/** Returns a storage whose first two listings are empty, as if they were made just before the other instances wrote. */
function slowToSee(storage: Storage): Storage {
  let looks = 0;
  return { ...storage, getKeys: async (...args) => ((looks += 1) <= 2 ? [] : storage.getKeys(...args)) };
}
