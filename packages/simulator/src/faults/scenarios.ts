import { anonymousChatScenarios } from './anonymous-chat-scenarios.js';
import { cardScenarios } from './card-scenarios.js';
import { scenario, type Scenario } from './scenario.js';
import { tokenScenarios } from './token-scenarios.js';
import { widgetScenarios } from './widget-scenarios.js';

/** Returns a scenario in which the network loses that part (0 to 1) of the calls between page, portal and bot token service. */
export const flakyNetwork = (lossRate: number): Scenario =>
  scenario({
    id: 'flaky-network',
    title: 'Flaky network',
    happens: `${Math.round(lossRate * 100)} % of the calls to the token endpoint, the public key URL and the bot token service are lost.`,
    atFault: 'network',
    faults: { tokenEndpoint: { lossRate }, publicKeys: { lossRate }, botTokenService: { lossRate } },
  });

/** All scenarios. */
export const scenarios: readonly Scenario[] = [
  ...widgetScenarios,
  ...anonymousChatScenarios,
  ...tokenScenarios,
  ...cardScenarios,
  flakyNetwork(0.3),
];
