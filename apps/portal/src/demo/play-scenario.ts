import type { LiveChatAuthResult } from '@lcw-auth/react';
import type { LiveChatSimulator, Scenario } from '@lcw-auth/simulator';
import { ask, sendJson } from '../api.js';

/** What a scenario is played with. */
export interface Stage {
  simulator: LiveChatSimulator;
  closeChat: LiveChatAuthResult['closeChat'];
  /** Fetches a new token, so that faults of the token endpoint show. */
  refreshToken: () => Promise<void>;
}

const chatLimit = 15_000; // ms

/** Makes a scenario go wrong: its faults are set on the server, and a new chat runs into them. Reloads for the widget's own faults. */
export async function playScenario(scenario: Scenario, { simulator, closeChat, refreshToken }: Stage): Promise<void> {
  await sendJson('PUT', '/api/faults', scenario.faults);
  if (scenario.faults.widget) {
    const url = new URL(location.href);
    url.searchParams.set('scenario', scenario.id);
    location.assign(url);
    return;
  }
  closeChat();
  await refreshToken();
  await startChat(simulator);
  await scenario.play?.(withServedCards(simulator));
}

/** Ends what goes wrong. */
export async function stopScenario(): Promise<void> {
  await sendJson('PUT', '/api/faults', {});
  const url = new URL(location.href);
  if (!url.searchParams.has('scenario')) return;
  url.searchParams.delete('scenario');
  location.assign(url);
}

/** The faults that are set on the server: another tab may have set them. */
export const getFaults = (): Promise<Scenario['faults']> => ask('/api/faults');

/** Opens a chat; that it does not open may be the very fault. */
async function startChat(simulator: LiveChatSimulator): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, chatLimit));
  await Promise.race([
    simulator.startChat().then(
      () => undefined,
      () => undefined,
    ),
    late,
  ]);
}

/** The bot's cards with URLs of the portal's own bot token service, so that no token leaves this machine. */
function withServedCards(simulator: LiveChatSimulator): LiveChatSimulator {
  return {
    ...simulator,
    async sendSignInCard(options = {}) {
      const card = await sendJson<{ signInId: string; sasUrl: string }>('POST', '/api/bot-cards', { signInId: options.signInId });
      return simulator.sendSignInCard({ ...options, ...card });
    },
  };
}
