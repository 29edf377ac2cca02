import { createStorage, type Storage } from 'unstorage';
import { describe, expect, test, vi } from 'vitest';
import { hour, onFakeDate, pass, setDateBy } from '../fake-date.fixture.js';
import { KeysUnavailableError, type KeyRing } from '../index.js';
import { shareRsaKeys } from './shared-keys.fixture.js';
import { createTestRing } from './test-ring.fixture.js';

const minute = 60_000;
const year = 365 * 24 * hour;

onFakeDate();
shareRsaKeys();

describe.each([1_000, 10 * minute, 2 * hour])('after the date was set back by %d ms', (back) => {
  test('a revoked key stops signing when revoke resolves', async () => {
    const { ring, signs, publishes } = createTestRing();
    const bad = await signs();
    setDateBy(-back);
    await ring.revoke(bad);
    expect(await signs()).not.toBe(bad);
    expect(await publishes()).not.toContain(bad);
  });

  test('the revocation of another instance is noticed within the refresh interval', async () => {
    const storage = createStorage();
    const [a, b] = [createTestRing(storage), createTestRing(storage)];
    const bad = await a.signs();
    await b.signs();
    setDateBy(-back);
    await a.ring.revoke(bad);
    pass(10_000);
    expect(await b.signs()).toBe(await a.signs());
    expect(await b.publishes()).not.toContain(bad);
  });

  test('an instance that has lost its storage stops signing', async () => {
    const { storage, fail } = breakable();
    const { signs } = createTestRing(storage);
    await signs();
    setDateBy(-back);
    fail();
    pass(hour + 1);
    await expect(signs()).rejects.toThrow(KeysUnavailableError);
  });

  test('a document with a young key may be cached after the propagation time', async () => {
    const { ring } = createTestRing();
    await ring.publicKeys();
    setDateBy(-back);
    expect((await ring.publicKeys())[0]?.settling).toBe(true);
    pass(30_000);
    // A key that is dated more than ten minutes ahead gets a successor now. The successor is young too.
    await ring.publicKeys();
    pass(30_000);
    expect((await ring.publicKeys())[0]?.settling).toBe(false);
  });
});

describe('after the date jumped a year ahead and back', () => {
  test('a key that was created meanwhile is reported, and rotate() publishes another key that signs after publishAhead', async () => {
    const { ring, signs, notices } = createTestRing();
    const old = await signs();
    await whileAhead(ring, async () => ring.rotate());
    await ring.rotate();
    expect(notices.map(({ code }) => code)).toEqual(['key-misdated']);
    expect(notices[0]?.message).toContain('Check the clocks of all instances.');
    expect(await signs()).toBe(old);
    pass(hour);
    const successor = await signs();
    expect(successor).not.toBe(old);
    await ring.rotate();
    pass(hour);
    expect(await signs()).not.toBe(successor);
  });

  test('rotation by age continues', async () => {
    const { ring, signs } = createTestRing(undefined, { rotateAfter: 86_400 });
    const old = await signs();
    await whileAhead(ring, async () => ring.rotate());
    pass(23 * hour);
    await signs();
    pass(hour);
    expect(await signs()).not.toBe(old);
  });

  test('a first key that was created meanwhile signs, and is replaced', async () => {
    setDateBy(year);
    const { signs, publishes } = createTestRing();
    const first = await signs();
    setDateBy(-year);
    pass(10_000);
    expect(await signs()).toBe(first);
    expect(await publishes()).toHaveLength(2);
    pass(hour);
    expect(await signs()).not.toBe(first);
  });

  test('a retired key whose tokens are still valid is still published', async () => {
    const { ring, signs, publishes } = createTestRing();
    const retired = await signs();
    await ring.rotate();
    pass(hour);
    await signs();
    await whileAhead(ring, publishes);
    pass(10_000);
    expect(await publishes()).toContain(retired);
  });
});

test('a date that jumps ahead for a few seconds lets no key sign early', async () => {
  const { ring, signs } = createTestRing();
  const old = await signs();
  await ring.rotate();
  setDateBy(2 * hour);
  pass(10_000);
  expect(await signs()).toBe(old);
});

test('a date that stays ahead is accepted after the refresh interval plus one second', async () => {
  const { ring, signs } = createTestRing();
  const old = await signs();
  await ring.rotate();
  setDateBy(2 * hour);
  await signs();
  pass(11_000);
  expect(await signs()).not.toBe(old);
});

/** Runs `work` while the date is a year ahead, after the ring has accepted that date. */
async function whileAhead(ring: KeyRing, work: () => Promise<unknown>): Promise<void> {
  setDateBy(year);
  await ring.signingKey();
  pass(11_000);
  await work();
  setDateBy(-year);
}

function breakable(): { storage: Storage; fail: () => void } {
  const storage = createStorage();
  const getKeys = vi.fn(storage.getKeys);
  return { storage: { ...storage, getKeys }, fail: () => getKeys.mockRejectedValue(new Error('connect ECONNREFUSED')) };
}
