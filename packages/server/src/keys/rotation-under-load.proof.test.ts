import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accepts, kidOf, lifeLeft, startInstances, type Instance } from './instances.fixture.js';
import type { InstanceSettings } from './instance.fixture.js';
import { hasRedis, startRedis } from './redis.fixture.js';

const tokens = 10_000;
const batch = 40;

/** Signs, rotates and verifies. Returns the tokens that a verifier would have refused, and how many keys signed. */
async function rotateUnderLoad(settings: Pick<InstanceSettings, 'directory' | 'redisUrl'>): Promise<{ refused: string[]; keys: number }> {
  const ring = { publishAhead: 2, refreshInterval: 1, retention: 5 };
  const instances = await startInstances(2, { ...settings, ring, tokenLifetime: 4 });
  try {
    const refused: string[] = [];
    const kids = new Set<string>();
    const ageing: { token: string; dueIn: () => number }[] = [];
    const turning: Promise<void>[] = [];
    let rotations = 0;

    // On a fast machine, all tokens may be signed before the last key signs. In that case, more tokens are signed until it does.
    for (let signed = 0; signed < tokens || (kids.size < 4 && signed < 5 * tokens); signed += batch) {
      if (rotations < 3 && signed >= ((rotations + 1) * tokens) / 4) {
        rotations += 1;
        // Both processes sign. Meanwhile one process rotates, then both at the same time, then the other one.
        const rotating = instances.filter((_, index) => rotations === 2 || index === (rotations - 1) / 2);
        turning.push(...rotating.map(async (instance) => instance.rotate()));
      }
      const fresh = await Promise.all(Array.from({ length: batch }, async (_, index) => take(instances, index).token()));
      await judge(instances, fresh, 'fresh');
      ageing.push({ token: fresh[0] ?? '', dueIn: () => lifeLeft(fresh[0] ?? '') });
      // Every token is verified again shortly before it expires, however many rotations happened meanwhile.
      const old = ageing.filter(({ dueIn }) => dueIn() < 1_000).map(({ token }) => token);
      for (const token of old)
        ageing.splice(
          ageing.findIndex((entry) => entry.token === token),
          1,
        );
      await judge(
        instances,
        old.filter((token) => lifeLeft(token) > 200),
        'old',
      );
      for (const token of fresh) kids.add(kidOf(token));
    }
    await Promise.all(turning);
    return { refused, keys: kids.size };

    async function judge(verifiers: readonly Instance[], judged: readonly string[], age: string): Promise<void> {
      for (const verifier of verifiers) {
        const document = await verifier.document();
        for (const token of judged) if (!accepts(document, token)) refused.push(`${age}: ${kidOf(token)} not in ${document.slice(0, 200)}`);
      }
    }
  } finally {
    await Promise.all(instances.map(async (instance) => instance.stop()));
  }
}

function take(instances: readonly Instance[], index: number): Instance {
  const instance = instances[index % instances.length];
  if (!instance) throw new RangeError('There is no instance.');
  return instance;
}

test('10,000 tokens of two processes across three rotations on files all verify while they are valid', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lcw-auth-load-'));
  const { refused, keys } = await rotateUnderLoad({ directory });
  expect(refused).toEqual([]);
  expect(keys).toBeGreaterThanOrEqual(4);
  await rm(directory, { recursive: true });
}, 300_000);

test.runIf(hasRedis)(
  '10,000 tokens of two processes across three rotations on a real Redis all verify while they are valid',
  async () => {
    const redis = await startRedis();
    const { refused, keys } = await rotateUnderLoad({ redisUrl: redis.url });
    expect(refused).toEqual([]);
    expect(keys).toBeGreaterThanOrEqual(4);
    await redis.stop();
  },
  300_000,
);
