import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { RingWorld } from './ring-world.fixture.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const year = 8_766 * hour;

interface Step {
  name: string;
  run: (world: RingWorld) => Promise<void> | void;
}
type Steps = fc.WeightedArbitrary<Step>[];

const any = fc.nat({ max: 9 });
const duration = fc.constantFrom(second, 9 * second, 16 * second, minute, 20 * minute, 55 * minute, hour, 2 * hour, 25 * hour);
const difference = fc.constantFrom(0, second, -second, 30 * second, 2 * minute, -2 * minute, 10 * minute, hour, year);

/** A step with two random numbers: most steps use the first one to choose an instance or a waiting operation. */
function step(
  weight: number,
  name: string,
  run: (world: RingWorld, first: number, second: number) => Promise<void> | void,
  ...[first = any, next = any]: fc.Arbitrary<number>[]
): fc.WeightedArbitrary<Step> {
  return {
    weight,
    arbitrary: fc.tuple(first, next).map(([a, b]): Step => ({ name: `${name}(${a}, ${b})`, run: (world) => run(world, a, b) })),
  };
}

const requests: Steps = [
  step(6, 'sign', async (world, instance) => world.sign(instance)),
  step(6, 'verify', async (world, instance) => world.verify(instance)),
  step(2, 'rotate', async (world, instance) => world.rotate(instance)),
  step(2, 'revoke', async (world, instance, key) => world.revoke(instance, key)),
  step(20, 'run', async (world, operation) => world.run(operation)),
  step(4, 'settle', async (world) => world.settle()),
  step(5, 'pass', async (world, milliseconds) => world.pass(milliseconds), duration),
];
const failures: Steps = [
  step(4, 'fail', async (world, operation, lands) => world.fail(operation, lands % 2 === 0)),
  step(1, 'crash', async (world, instance, lands) => world.crash(instance, lands % 2 === 0)),
];
const clocks: Steps = [step(3, 'setClock', (world, instance, ahead) => world.setClock(instance, ahead), any, difference)];

/** Gives the ring a signing key and a waiting key, because most faults need both. */
async function prepare(world: RingWorld): Promise<void> {
  await world.rotate(0);
  await world.settle();
  for (const instance of [0, 1, 2]) await world.sign(instance);
  await world.pass(minute);
}

test.each([
  ['concurrent requests', requests],
  ['storage failures and crashes', [...requests, ...failures]],
  ['clock steps', [...requests, ...clocks]],
  ['storage failures, crashes and clock steps', [...requests, ...failures, ...clocks]],
])('with %s, no valid token is refused, and no revoked key signs or is published again', async (_what, steps) => {
  const scenario = fc.array(fc.oneof(...steps), { maxLength: 80, size: 'max' });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 3 }), fc.boolean(), scenario, async (count, isPrepared, chosen) => {
      const world = new RingWorld(count);
      if (isPrepared) await prepare(world);
      for (const { run } of chosen) await run(world);
      await world.settle();
      expect({ faults: world.faults, steps: chosen.map(({ name }) => name) }).toMatchObject({ faults: [] });
      // After any steps, the instances agree on one key as soon as the storage works and the clocks are right.
      expect((await world.agreement()).size).toBe(1);
      expect(world.faults).toEqual([]);
    }),
    { numRuns: Number(process.env['RING_RUNS'] ?? 250) },
  );
});
