import { createTestIssuer } from '@lcw-auth/simulator';
import { runChaos, type RunResult } from './run.js';

/**
 * Plays that many seeds; where CHAOS_SEED names one, that one alone, and prints all that was done.
 * @returns The seeds that broke an invariant, each with what plays it again.
 */
export async function playSeeds(generation: 'v1' | 'v2', count: number): Promise<readonly string[]> {
  const issuer = await createTestIssuer();
  const named = process.env['CHAOS_SEED'];
  const seeds = named === undefined ? Array.from({ length: count }, (_, seed) => seed) : [Number(named)];
  const results: RunResult[] = [];
  for (const seed of seeds) results.push(await runChaos(seed, generation, issuer));
  if (named !== undefined) console.log(JSON.stringify(results, null, 2));
  // Silence proves nothing: the widget has to ask, and cards have to come.
  else if (sum(results, 'asks') < count * 3 || sum(results, 'cards') < count)
    throw new Error('The widget hardly asked: nothing was shown.');
  return results.filter(({ violations }) => violations.length > 0).map(describeRun);
}

const sum = (results: readonly RunResult[], name: 'asks' | 'cards'): number => results.reduce((total, result) => total + result[name], 0);

const describeRun = ({ seed, generation, scenarios, violations }: RunResult): string =>
  `CHAOS_SEED=${seed} on ${generation} with ${scenarios.join(' and ')}:\n  ${violations.join('\n  ')}`;
