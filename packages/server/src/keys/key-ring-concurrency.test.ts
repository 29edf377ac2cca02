import { createStorage, type Storage } from 'unstorage';
import { describe, expect, test, vi } from 'vitest';
import { hour, onFakeDate, pass } from '../fake-date.fixture.js';
import { shareRsaKeys } from './shared-keys.fixture.js';
import { createTestRing, type TestRing } from './test-ring.fixture.js';

onFakeDate();
shareRsaKeys();

/** A ring with a signing key and a waiting key, and a second instance that knows both. */
async function twoInstances(): Promise<{ storage: Storage; a: TestRing; b: TestRing; signing: string; waiting: string }> {
  const storage = createStorage();
  const [a, b] = [createTestRing(storage), createTestRing(storage)];
  const signing = await a.signs();
  await a.ring.rotate();
  const waiting = (await b.publishes()).find((kid) => kid !== signing) ?? '';
  return { storage, a, b, signing, waiting };
}

describe('two keys that are revoked at the same time', () => {
  test.each(['one instance', 'two instances'])('stay revoked (revoked by %s)', async (where) => {
    const { storage, a, b, signing, waiting } = await twoInstances();
    const other = where === 'one instance' ? a : b;
    await Promise.all([a.ring.revoke(signing), other.ring.revoke(waiting)]);
    pass(10_000);
    for (const { signs, publishes } of [a, b, createTestRing(storage)]) {
      expect([signing, waiting]).not.toContain(await signs());
      expect(await publishes()).not.toEqual(expect.arrayContaining([expect.stringMatching(`^(?:${signing}|${waiting})$`)]));
    }
    expect(await storage.getKeys()).not.toEqual(expect.arrayContaining([`lcw-auth:${signing}`]));
    expect(await storage.getKeys()).not.toEqual(expect.arrayContaining([`lcw-auth:${waiting}`]));
  });
});

test('a revoked key stays revoked when another instance writes its entry again', async () => {
  const { storage, a, b, signing } = await twoInstances();
  const entry = await storage.getItem<object>(`lcw-auth:${signing}`);
  await a.ring.revoke(signing);
  await storage.setItem(`lcw-auth:${signing}`, entry);
  pass(10_000);
  expect(await b.signs()).not.toBe(signing);
  expect(await createTestRing(storage).publishes()).not.toContain(signing);
  expect(await storage.getKeys()).not.toContain(`lcw-auth:${signing}`);
});

test('simultaneous rotations in one instance publish one new key', async () => {
  const { ring, signs, publishes } = createTestRing();
  await signs();
  await Promise.all([ring.rotate(), ring.rotate(), ring.rotate()]);
  expect(await publishes()).toHaveLength(2);
});

test('an entry is written once and never again', async () => {
  const storage = createStorage();
  const setItem = vi.fn(storage.setItem);
  const { ring, signs } = createTestRing({ ...storage, setItem });
  const first = await signs();
  await ring.rotate();
  await ring.revoke(first);
  pass(hour);
  await ring.rotate();
  await ring.revoke(await signs());
  await signs();
  const names = setItem.mock.calls.map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe('a storage that is full while a key is revoked', () => {
  test.each([false, true])(
    'still lets the key be removed, and every instance stops signing with it (a key is waiting: %j)',
    async (isWaiting) => {
      const storage = createStorage();
      const full = vi.fn<Storage['setItem']>().mockRejectedValue(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }));
      const a = createTestRing({ ...storage, setItem: async (...args: Parameters<Storage['setItem']>) => write(...args) });
      let write: Storage['setItem'] = storage.setItem.bind(storage);
      const b = createTestRing(storage);
      const bad = await a.signs();
      if (isWaiting) await a.ring.rotate();
      await b.signs();
      write = full;
      await a.ring.revoke(bad);
      expect(a.notices.map(({ code }) => code)).toContain('storage-unavailable');
      expect(await a.signs().catch((error: unknown) => (error as Error).name)).not.toBe(bad);
      pass(10_000);
      expect(await b.signs()).not.toBe(bad);
      expect(await createTestRing(storage).publishes()).not.toContain(bad);
    },
  );
});

test('a storage that can neither write nor remove makes revoke reject, but this instance stops signing with the key', async () => {
  const storage = createStorage();
  let isBroken = false;
  const refuse = async (work: () => Promise<void>): Promise<void> => (isBroken ? Promise.reject(new Error('READONLY')) : work());
  const { ring, signs, publishes } = createTestRing({
    ...storage,
    setItem: async (...args: Parameters<Storage['setItem']>) => refuse(async () => storage.setItem(...args)),
    removeItem: async (...args: Parameters<Storage['removeItem']>) => refuse(async () => storage.removeItem(...args)),
  });
  const bad = await signs();
  await ring.rotate();
  isBroken = true;
  await expect(ring.revoke(bad)).rejects.toThrow('Call revoke again.');
  expect(await signs()).not.toBe(bad);
  expect(await publishes()).not.toContain(bad);
  isBroken = false;
  await ring.revoke(bad);
  expect(await storage.getKeys()).not.toContain(`lcw-auth:${bad}`);
});
