import type { AgentAvailability } from '../omnichannel/agent-availability.js';
import type { SimulatorState } from '../simulator-state.js';
import type { Store } from '../store.js';
import { ChatError } from './chat-error.js';
import type { ContextProviders } from './context-provider.js';
import { Uninstalled } from './lifetime.js';
import type { OmnichannelClient } from './omnichannel-client.js';
import type { WidgetPage } from './widget-page.js';

/** Milliseconds for which the widget keeps an answer. (Documented: refreshed every 2 minutes or when the context changes.) */
export const documentedAvailabilityCacheTime = 120_000;

/** The parts of the widget that an availability request needs. */
export interface AvailabilityParts {
  page: WidgetPage;
  state: Store<SimulatorState>;
  client: OmnichannelClient;
  contextProviders: ContextProviders;
}

/**
 * Answers the SDK's `getAgentAvailability()`: raises `lcw:getAgentAvailability` and returns the same object.
 * Without a successful answer it returns undefined and raises no event (documented: "when the method returns a successful
 * response"). When the chat is authenticated, it requests a token first. While a chat is open, it refuses the call (source: chat SDK).
 */
export async function requestAvailability({
  page,
  state,
  client,
  contextProviders,
}: AvailabilityParts): Promise<AgentAvailability | undefined> {
  const refuse = (reason: string) => page.log({ from: 'widget', to: 'page', type: 'availability-refused', detail: { reason } });
  if (state.get().chat.status === 'open') {
    refuse('getAgentAvailability can be called only before a chat has started.');
    return undefined;
  }
  try {
    const availability = await client.getAvailability(await client.configure(), () => contextProviders.read({}));
    if (availability) page.raise('lcw:getAgentAvailability', availability);
    else refuse('Omnichannel answers at most 100 requests a minute.');
    return availability ?? undefined;
  } catch (error) {
    // For a ChatError the widget has raised lcw:error. After an uninstall there is no page to answer.
    if (error instanceof ChatError || error instanceof Uninstalled) return undefined;
    throw error;
  }
}
