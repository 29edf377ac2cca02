import { anonymousChatScenarios } from './anonymous-chat-scenarios.js';
import { cardScenarios } from './card-scenarios.js';
import { scenario, type Scenario } from './scenario.js';
import { tokenScenarios } from './token-scenarios.js';
import { widgetScenarios } from './widget-scenarios.js';

/**
 * Returns a scenario in which the network loses some requests to the token endpoint, the public key URL and the bot token service.
 * @param lossRate Share of the requests that are lost, from 0 (none) to 1 (all).
 */
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
