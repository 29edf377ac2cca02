import { createTestIssuer } from '@lcw-auth/simulator';
import { runChaos, type RunResult } from './run.js';

/**
 * Plays `count` seeds. If CHAOS_SEED is set, plays that seed alone and prints what it did.
 * @returns The seeds that broke an invariant, each with the command that plays it again.
 */
export async function playSeeds(generation: 'v1' | 'v2', count: number): Promise<readonly string[]> {
  const issuer = await createTestIssuer();
  const named = process.env['CHAOS_SEED'];
  const seeds = named === undefined ? Array.from({ length: count }, (_, seed) => seed) : [Number(named)];
  const results: RunResult[] = [];
  for (const seed of seeds) results.push(await runChaos(seed, generation, issuer));
  if (named !== undefined) console.log(JSON.stringify(results, null, 2));
  // A run without requests and cards proves nothing.
  else if (sum(results, 'requests') < count * 3 || sum(results, 'cards') < count)
    throw new Error('The widget hardly requested a token or showed a card, so the runs prove nothing.');
  return results.filter(({ violations }) => violations.length > 0).map(describeRun);
}

const sum = (results: readonly RunResult[], name: 'requests' | 'cards'): number =>
  results.reduce((total, result) => total + result[name], 0);

const describeRun = ({ seed, generation, scenarios, violations }: RunResult): string =>
  `CHAOS_SEED=${seed} on ${generation} with ${scenarios.join(' and ')}:\n  ${violations.join('\n  ')}`;
