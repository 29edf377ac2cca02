import { createTestIssuer } from '@lcw-auth/simulator';
import { expect, it } from 'vitest';
import { playSeeds } from './play-seeds.js';
import { runChaos } from './run.js';

// To repeat one seed: CHAOS_SEED=17 vitest run --project=dom apps/bench/chaos
it.each(['v1', 'v2'] as const)(
  'breaks no invariant on the %s widget, with any fault and any order of events',
  async (generation) => {
    expect(await playSeeds(generation, 50)).toEqual([]);
  },
  300_000,
);

it('repeats a seed exactly', async () => {
  const issuer = await createTestIssuer();
  const first = await runChaos(5, 'v2', issuer);
  expect(await runChaos(5, 'v2', issuer)).toEqual(first);
  expect(first.trace.length).toBeGreaterThan(20);
}, 30_000);
