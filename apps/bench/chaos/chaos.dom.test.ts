import { createTestIssuer } from '@lcw-auth/simulator';
import { expect, it } from 'vitest';
import { playSeeds } from './play-seeds.js';
import { runChaos } from './run.js';

// To play one seed again: CHAOS_SEED=17 vitest run --project=dom apps/bench/chaos
it.each(['v1', 'v2'] as const)(
  'no fault and no order of events breaks an invariant on the %s widget',
  async (generation) => {
    expect(await playSeeds(generation, 50)).toEqual([]);
  },
  300_000,
);

it('plays a seed again just as it was', async () => {
  const issuer = await createTestIssuer();
  const first = await runChaos(5, 'v2', issuer);
  expect(await runChaos(5, 'v2', issuer)).toEqual(first);
  expect(first.trace.length).toBeGreaterThan(20);
}, 30_000);
