import { createLiveChatSimulator } from '../live-chat-simulator.js';
import type { LiveChatSimulatorOptions } from '../simulator-options.js';
import { createTestIssuer } from '../test-issuer.js';
import { createSimulatedChatSdk, type SimulatedChatSdkOptions } from './simulated-chat-sdk.js';

export const issuer = await createTestIssuer();

/** A simulated SDK over an Omnichannel whose widget has a chat authentication setting. */
export function openSdk(options: SimulatedChatSdkOptions = {}, simulatorOptions: LiveChatSimulatorOptions = {}) {
  const simulator = createLiveChatSimulator({
    setting: issuer.setting({ javascriptClientFunction: 'auth.getToken' }),
    fetch: issuer.fetch,
    ...simulatorOptions,
  });
  const sdk = createSimulatedChatSdk(simulator, options);
  const conversations = () => simulator.omnichannel.getConversations();
  return { simulator, sdk, conversations };
}
