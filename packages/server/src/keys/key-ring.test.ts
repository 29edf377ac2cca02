import { base64url, exportJWK, importSPKI } from 'jose';
import { createStorage } from 'unstorage';
import { describe, expect, test } from 'vitest';
import { hour, onFakeDate, pass } from '../fake-date.fixture.js';
import { createKeyRing } from '../index.js';
import { shareRsaKeys } from './shared-keys.fixture.js';
import { createTestRing } from './test-ring.fixture.js';

const day = 24 * hour;

onFakeDate();
shareRsaKeys();

describe('a new ring', () => {
  test('creates one key at the first use, which signs and is published', async () => {
    const { ring, signs, publishes } = createTestRing();
    const kid = await signs();
    expect(await publishes()).toEqual([kid]);
    expect((await ring.publicKeys())[0]?.publicKey).toContain('BEGIN PUBLIC KEY');
  });

  test('creates one key for any number of simultaneous requests', async () => {
    const { signs, publishes } = createTestRing();
    const kids = await Promise.all(Array.from({ length: 10 }, signs));
    expect(new Set(kids).size).toBe(1);
    expect(await publishes()).toHaveLength(1);
  });

  test('publishes an expiry that is later than the expiry of the last token that the key can sign', async () => {
    const { ring } = createTestRing(undefined, { rotateAfter: 86_400, publishAhead: 3_600, retention: 3_900 });
    const [key] = await ring.publicKeys();
    expect(key?.expiry).toBe(Date.now() / 1000 + 86_400 + 3_600 + 3_900);
  });
});

describe('rotate()', () => {
  test('publishes a key immediately, lets it sign after publishAhead, and drops the old key after its last token', async () => {
    const { ring, signs, publishes } = createTestRing();
    const old = await signs();
    await ring.rotate();
    expect(await signs()).toBe(old);
    const [a = '', b = ''] = await publishes();
    const next = a === old ? b : a;
    pass(hour - 1);
    expect(await signs()).toBe(old);
    pass(1);
    expect(await signs()).toBe(next);
    expect(await publishes()).toEqual([a, b]);
    pass(3_900_000 - 1);
    expect(await publishes()).toEqual([a, b]);
    pass(1);
    expect(await publishes()).toEqual([next]);
  });

  test('does nothing while a new key is waiting', async () => {
    const { ring, publishes } = createTestRing();
    await ring.rotate();
    const published = await publishes();
    expect(published).toHaveLength(2);
    await ring.rotate();
    expect(await publishes()).toEqual(published);
  });

  test('removes expired keys from the storage when they have expired by the clock of every instance', async () => {
    const { storage, ring, signs, publishes } = withStorage();
    await signs();
    await ring.rotate();
    pass(2.1 * hour);
    expect(await publishes()).toHaveLength(1);
    expect(await storage.getKeys()).toHaveLength(2);
    pass(2.1 * hour);
    await publishes();
    expect(await storage.getKeys()).toHaveLength(1);
  });
});

describe('rotation by age', () => {
  test('publishes the successor ahead of the age limit and lets it sign at the limit', async () => {
    const { signs, publishes } = createTestRing(undefined, { rotateAfter: 30 * 86_400 });
    const old = await signs();
    pass(30 * day - hour - 1_000);
    expect(await publishes()).toEqual([old]);
    pass(11_000);
    expect(await publishes()).toHaveLength(2);
    expect(await signs()).toBe(old);
    pass(hour);
    expect(await signs()).not.toBe(old);
  });

  test('publishes the new key before it signs, also when no request came for a long time', async () => {
    const { signs, publishes } = createTestRing(undefined, { rotateAfter: 86_400 });
    const old = await signs();
    pass(300 * day);
    expect(await signs()).toBe(old);
    expect(await publishes()).toHaveLength(2);
    pass(hour);
    expect(await signs()).not.toBe(old);
    expect(await publishes()).toContain(old);
  });

  test('does not happen when rotateAfter is false', async () => {
    const { signs, publishes } = createTestRing(undefined, { rotateAfter: false });
    const old = await signs();
    pass(3_000 * day);
    expect(await publishes()).toEqual([old]);
    expect(await signs()).toBe(old);
  });
});

test('new keys have the number of bits of modulusLength', async () => {
  const { ring } = createTestRing(undefined, { modulusLength: 2056 });
  const [key] = await ring.publicKeys();
  const { n } = await exportJWK(await importSPKI(key?.publicKey ?? '', 'RS256', { extractable: true }));
  expect(base64url.decode(n ?? '')).toHaveLength(2056 / 8);
});

describe('revoke()', () => {
  test('removes the signing key immediately, also from the storage, and a new key signs', async () => {
    const { storage, ring, signs, publishes } = withStorage();
    const bad = await signs();
    await ring.revoke(bad);
    const good = await signs();
    expect(good).not.toBe(bad);
    expect(await publishes()).toEqual([good]);
    expect((await storage.getKeys()).toSorted()).toEqual([`lcw-auth:${good}`, `lcw-auth:revoked:${bad}`].toSorted());
    expect(JSON.stringify(await storage.getItem(`lcw-auth:revoked:${bad}`))).not.toContain('PRIVATE');
  });

  test('lets the waiting key sign instead, because verifiers may know it already', async () => {
    const { ring, signs, publishes } = createTestRing();
    const bad = await signs();
    await ring.rotate();
    const next = (await publishes()).find((kid) => kid !== bad);
    await ring.revoke(bad);
    expect(await signs()).toBe(next);
    expect(await publishes()).toEqual([next]);
  });

  test('lets the waiting key sign rather than a retired one', async () => {
    const { ring, signs, publishes } = createTestRing();
    const retired = await signs();
    await ring.rotate();
    pass(hour);
    const bad = await signs();
    await ring.rotate();
    const next = (await publishes()).find((kid) => kid !== retired && kid !== bad);
    await ring.revoke(bad);
    expect(await signs()).toBe(next);
    expect(await publishes()).toContain(retired);
  });

  test('never brings a retired key back to signing', async () => {
    const { ring, signs, publishes } = createTestRing();
    const retired = await signs();
    await ring.rotate();
    pass(hour);
    const bad = await signs();
    expect(bad).not.toBe(retired);
    await ring.revoke(bad);
    expect([retired, bad]).not.toContain(await signs());
    expect(await publishes()).toContain(retired);
  });

  test('of a retired key does not affect the signing key', async () => {
    const { ring, signs, publishes } = createTestRing();
    const retired = await signs();
    await ring.rotate();
    pass(hour);
    const current = await signs();
    await ring.revoke(retired);
    expect(await signs()).toBe(current);
    expect(await publishes()).toEqual([current]);
  });

  test('on an empty storage does nothing', async () => {
    const { ring, storage } = withStorage();
    await ring.revoke('unknown');
    expect(await storage.getKeys()).toEqual([]);
  });

  test('of an unknown key does nothing', async () => {
    const { ring, signs, publishes } = createTestRing();
    const kid = await signs();
    await ring.revoke('unknown');
    expect(await publishes()).toEqual([kid]);
  });
});

test.each([
  [{ publishAhead: -1 }, 'publishAhead must be a number of seconds'],
  [{ retention: Number.NaN }, 'retention must be a number of seconds'],
  [{ retention: -1 }, 'retention must be a number of seconds, 0 or more'],
  [{ refreshInterval: Number.POSITIVE_INFINITY }, 'refreshInterval must be a number of seconds'],
  [{ rotateAfter: Number.NaN }, 'rotateAfter must be a number of seconds'],
  [{ propagationTime: -1 }, 'propagationTime must be a number of seconds'],
  [{ publishAhead: 10.999, refreshInterval: 10 }, 'publishAhead must be at least'],
  [{ publishAhead: 5, refreshInterval: 10 }, 'publishAhead must be at least refreshInterval plus one second'],
  [{ rotateAfter: 60, publishAhead: 60 }, 'rotateAfter must be longer than publishAhead'],
])('createKeyRing rejects %j', (options, message) => {
  expect(() => createKeyRing(options)).toThrow(message);
});

test.each([{ publishAhead: 11, refreshInterval: 10 }, { publishAhead: 1, refreshInterval: 0, rotateAfter: 1.001 }, { retention: 0 }])(
  'createKeyRing accepts %j',
  (options) => {
    expect(createKeyRing(options).retention).toBe(options.retention ?? 3_900);
  },
);

function withStorage(): ReturnType<typeof createTestRing> & { storage: ReturnType<typeof createStorage> } {
  const storage = createStorage();
  return { storage, ...createTestRing(storage) };
}
