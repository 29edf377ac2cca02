import { scenarios, type LiveChatSimulator, type Scenario } from '@lcw-auth/simulator';
import { ask, sendJson } from '../api.js';
import { omnichannel } from '../omnichannel.js';

/** The session storage holds the scenario to play after a reload under this key. */
const toPlayKey = 'portal-scenario';
const chatLimit = 15_000; // ms

/**
 * Plays a scenario: sets its faults on the server and reloads the page, so that the widget and the library start with these faults.
 * `resumeScenario` continues after the reload.
 */
export async function playScenario(scenario: Scenario, simulator: LiveChatSimulator): Promise<void> {
  await endChat(simulator);
  await sendJson('PUT', '/api/faults', scenario.faults);
  sessionStorage.setItem(toPlayKey, scenario.id);
  const url = new URL(location.href);
  url.searchParams.set('scenario', scenario.id);
  location.assign(url);
}

/** Continues a scenario after `playScenario` has reloaded the page: opens a chat, and plays the bot's part. */
export async function resumeScenario(simulator: LiveChatSimulator): Promise<void> {
  const id = sessionStorage.getItem(toPlayKey);
  sessionStorage.removeItem(toPlayKey);
  const scenario = scenarios.find((each) => each.id === id);
  if (!scenario) return;
  const isOpen = await startChat(simulator);
  if (isOpen) await scenario.play?.(withServedCards(simulator));
}

/** Ends the faults and reloads the page. */
export async function stopScenario(simulator: LiveChatSimulator): Promise<void> {
  await endChat(simulator);
  await sendJson('PUT', '/api/faults', {});
  const url = new URL(location.href);
  url.searchParams.delete('scenario');
  location.assign(url);
}

/** Returns the scenario whose faults are set on the server by any tab; null when there are none. */
export async function activeScenario(): Promise<Scenario | null> {
  const faults = JSON.stringify(await ask<Scenario['faults']>('/api/faults'));
  return faults === '{}' ? null : (scenarios.find((each) => JSON.stringify(each.faults) === faults) ?? null);
}

/** Ends an open chat on Omnichannel's side, because a v2 widget would first request a token, and that request may be what fails. */
async function endChat(simulator: LiveChatSimulator): Promise<void> {
  const { chat } = simulator.getState();
  if (chat.status === 'open') await omnichannel.endConversation(chat.conversation.id);
}

/** Opens a chat. Returns false when it does not open, which may be the effect of the fault. */
async function startChat(simulator: LiveChatSimulator): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), chatLimit));
  const opened = simulator.startChat().then(
    () => true,
    () => false,
  );
  return Promise.race([opened, late]);
}

/** Gives the bot's cards URLs of the portal's own bot token service, so that no token leaves this machine. */
function withServedCards(simulator: LiveChatSimulator): LiveChatSimulator {
  return {
    ...simulator,
    async sendSignInCard(options = {}) {
      const card = await sendJson<{ signInId: string; sasUrl: string }>('POST', '/api/bot-cards', { signInId: options.signInId });
      return simulator.sendSignInCard({ ...options, ...card });
    },
  };
}
