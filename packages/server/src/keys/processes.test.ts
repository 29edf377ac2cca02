import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accepts, kidOf, kidsOf, startInstances, type Instance } from './instances.fixture.js';
import type { InstanceSettings } from './instance.fixture.js';
import { hasRedis, startRedis } from './redis.fixture.js';

const ring = { publishAhead: 3, refreshInterval: 0.5, retention: 90 };
const running: Instance[] = [];

async function start(count: number, settings: Pick<InstanceSettings, 'directory' | 'redisUrl'>): Promise<Instance[]> {
  const instances = await startInstances(count, { ...settings, ring, tokenLifetime: 60 });
  running.push(...instances);
  return instances;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (instance) => instance.stop()));
});

/** Checks that every instance's token is accepted with every instance's document, and returns the key ids. */
async function expectAgreement(instances: readonly Instance[]): Promise<string[]> {
  const tokens = await Promise.all(instances.map(async (instance) => instance.token()));
  for (const instance of instances) {
    const document = await instance.document();
    expect(tokens.map((token) => accepts(document, token))).toEqual(tokens.map(() => true));
  }
  return tokens.map(kidOf);
}

/** Requests tokens until all instances sign with one key other than `old`, and returns it. No token may be refused meanwhile. */
async function agreedKey(instances: readonly Instance[], old?: string): Promise<string> {
  for (;;) {
    const kids = new Set(await expectAgreement(instances));
    const [kid = ''] = kids;
    if (kids.size === 1 && kid !== old) return kid;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function agreeOn(name: string, storage: () => Pick<InstanceSettings, 'directory' | 'redisUrl'>): void {
  // Each test starts up to three processes, which takes long on a busy machine.
  describe(`processes on ${name}`, { timeout: 180_000 }, () => {
    test('that start at the same moment on an empty storage agree from the first token on', async () => {
      const instances = await start(3, storage());
      expect(await agreedKey(instances)).not.toBe('');
    });

    test('that rotate at the same moment change to one new key, and no token is refused', async () => {
      const instances = await start(3, storage());
      const old = await agreedKey(instances);
      await Promise.all(instances.map(async (instance) => instance.rotate()));
      expect(await agreedKey(instances, old)).not.toBe(old);
    });

    test('learn of a revoked key from each other, without a restart', async () => {
      const [a, b] = (await start(2, storage())) as [Instance, Instance];
      const first = await agreedKey([a, b]);
      await a.rotate();
      const bad = await agreedKey([a, b], first);
      await a.revoke(bad);
      await expect.poll(async () => kidOf(await b.token())).not.toBe(bad);
      await expect.poll(async () => kidsOf(await b.document())).not.toContain(bad);
    });

    test('use the same key after a restart', async () => {
      const [first] = (await start(1, storage())) as [Instance];
      const kid = kidOf(await first.token());
      await first.stop();
      const [second] = (await start(1, storage())) as [Instance];
      expect(kidOf(await second.token())).toBe(kid);
    });
  });
}

describe('the file driver', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'lcw-auth-processes-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  agreeOn('the file driver', () => ({ directory }));
});

describe.runIf(hasRedis)('a real Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let database = 0;

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterAll(async () => {
    await redis.stop();
  });

  beforeEach(() => {
    database += 1;
  });

  agreeOn('a real Redis', () => ({ redisUrl: `${redis.url}/${database}` }));
});
