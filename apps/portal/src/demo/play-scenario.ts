import { scenarios, type LiveChatSimulator, type Scenario } from '@lcw-auth/simulator';
import { ask, sendJson } from '../api.js';
import { omnichannel } from '../omnichannel.js';

/** In the session storage: which scenario is to be played once the page has loaded again. */
const toPlayKey = 'portal-scenario';
const chatLimit = 15_000; // ms

/**
 * Makes a scenario go wrong: sets its faults on the server, and loads the page again, so that widget and library meet them
 * from the start and hold nothing from before. What is to happen then is done by `resumeScenario`.
 */
export async function playScenario(scenario: Scenario, simulator: LiveChatSimulator): Promise<void> {
  await endChat(simulator);
  await sendJson('PUT', '/api/faults', scenario.faults);
  sessionStorage.setItem(toPlayKey, scenario.id);
  const url = new URL(location.href);
  url.searchParams.set('scenario', scenario.id);
  location.assign(url);
}

/** After `playScenario` has loaded the page: opens a chat, and has the bot do what the scenario says. Else does nothing. */
export async function resumeScenario(simulator: LiveChatSimulator): Promise<void> {
  const id = sessionStorage.getItem(toPlayKey);
  sessionStorage.removeItem(toPlayKey);
  const scenario = scenarios.find((each) => each.id === id);
  if (!scenario) return;
  const isOpen = await startChat(simulator);
  if (isOpen) await scenario.play?.(withServedCards(simulator));
}

/** Ends what goes wrong, and loads the page again. */
export async function stopScenario(simulator: LiveChatSimulator): Promise<void> {
  await endChat(simulator);
  await sendJson('PUT', '/api/faults', {});
  const url = new URL(location.href);
  url.searchParams.delete('scenario');
  location.assign(url);
}

/** The scenario whose faults are set on the server, by whichever tab; null when none is. */
export async function activeScenario(): Promise<Scenario | null> {
  const faults = JSON.stringify(await ask<Scenario['faults']>('/api/faults'));
  return faults === '{}' ? null : (scenarios.find((each) => JSON.stringify(each.faults) === faults) ?? null);
}

/** Ends an open chat from Omnichannel's side: a v2 widget would ask for a token first, and that may be what fails. */
async function endChat(simulator: LiveChatSimulator): Promise<void> {
  const { chat } = simulator.getState();
  if (chat.status === 'open') await omnichannel.endConversation(chat.conversation.id);
}

/** Opens a chat. That it does not open may be the very fault. */
async function startChat(simulator: LiveChatSimulator): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), chatLimit));
  const opened = simulator.startChat().then(
    () => true,
    () => false,
  );
  return Promise.race([opened, late]);
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
