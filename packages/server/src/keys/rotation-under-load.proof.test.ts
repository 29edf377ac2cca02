import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accepts, kidOf, lifeLeft, startInstances, type Instance } from './instances.fixture.js';
import type { InstanceSettings } from './instance.fixture.js';
import { hasRedis, startRedis } from './redis.fixture.js';

const ring = { publishAhead: 5, refreshInterval: 1, retention: 20 };
const tokenLifetime = 10;
const tokens = 10_000;
const batch = 20;
/** For each rotation, the instances that call rotate(): one, then both at the same time, then the other one. */
const rotations = [[0], [0, 1], [1]];

/** What happened to the tokens. */
interface Outcome {
  /** Valid tokens that a verifier would have refused, and why. */
  refused: string[];
  /** Keys whose tokens were accepted after another key had begun to sign. */
  superseded: Set<string>;
}

/** Signs, rotates and verifies until enough tokens are signed and the key of the last rotation signs, however long that takes. */
async function rotateUnderLoad(settings: Pick<InstanceSettings, 'directory' | 'redisUrl'>): Promise<Outcome> {
  const instances = await startInstances(2, { ...settings, ring, tokenLifetime });
  const outcome: Outcome = { refused: [], superseded: new Set() };
  const rotating: Promise<void>[] = [];
  let held: string[] = [];
  let rotated = 0;
  let rotatedFrom = '';
  try {
    for (let signed = batch; ; signed += batch) {
      const fresh = await signBatch(instances);
      // One token of each batch is verified again and again until it expires.
      held = [...held.filter((token) => lifeLeft(token) > 0), fresh[0] ?? ''];
      const signing = [...new Set(fresh.map(kidOf))];
      for (const instance of instances) verify(await instance.document(), [...fresh, ...held], signing, outcome);

      const isSettled = signing.length === 1 && signing[0] !== rotatedFrom;
      if (!isSettled || signed < ((rotated + 1) * tokens) / (rotations.length + 1)) continue;
      const rotators = rotations[rotated];
      if (!rotators) break;
      [rotatedFrom = ''] = signing;
      rotated += 1;
      rotating.push(...rotators.map(async (index) => instances[index]?.rotate()));
    }
    await Promise.all(rotating);
    return outcome;
  } finally {
    await Promise.all(instances.map(async (instance) => instance.stop()));
  }
}

async function signBatch(instances: readonly Instance[]): Promise<string[]> {
  const share = batch / instances.length;
  const signed = instances.flatMap((instance) => Array.from({ length: share }, async () => instance.token()));
  return Promise.all(signed);
}

function verify(document: string, judged: readonly string[], signing: readonly string[], { refused, superseded }: Outcome): void {
  for (const token of judged) {
    const kid = kidOf(token);
    if (accepts(document, token)) {
      if (!signing.includes(kid)) superseded.add(kid);
      // On a slow machine a token may have expired before the document arrived.
    } else if (lifeLeft(token) > 0) refused.push(`${kid} with ${lifeLeft(token)} ms left, not in ${document.slice(0, 200)}`);
  }
}

test('10,000 tokens of two processes across three rotations on files all verify while they are valid', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lcw-auth-load-'));
  const { refused, superseded } = await rotateUnderLoad({ directory });
  expect(refused).toEqual([]);
  expect(superseded.size).toBeGreaterThanOrEqual(rotations.length);
  await rm(directory, { recursive: true });
});

test.runIf(hasRedis)('10,000 tokens of two processes across three rotations on a real Redis all verify while they are valid', async () => {
  const redis = await startRedis();
  const { refused, superseded } = await rotateUnderLoad({ redisUrl: redis.url });
  expect(refused).toEqual([]);
  expect(superseded.size).toBeGreaterThanOrEqual(rotations.length);
  await redis.stop();
});
