import { cardScenarios } from './card-scenarios.js';
import { scenario, type Scenario } from './scenario.js';
import { tokenScenarios } from './token-scenarios.js';
import { widgetScenarios } from './widget-scenarios.js';

/** A network that loses that part of all calls (0 to 1) between page, portal and bot token service. */
export const flakyNetwork = (lossRate: number): Scenario =>
  scenario({
    id: 'flaky-network',
    title: 'Flaky network',
    happens: `${Math.round(lossRate * 100)} % of the calls to the token endpoint, the public key URL and the bot token service are lost.`,
    atFault: 'network',
    faults: { tokenEndpoint: { lossRate }, publicKeys: { lossRate }, botTokenService: { lossRate } },
  });

/** Everything that can go wrong, by name. */
export const scenarios: readonly Scenario[] = [...widgetScenarios, ...tokenScenarios, ...cardScenarios, flakyNetwork(0.3)];
