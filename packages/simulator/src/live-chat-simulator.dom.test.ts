import { afterEach, expect, test } from 'vitest';
import { createLiveChatSimulator } from './live-chat-simulator.js';
import { createTestIssuer } from './test-issuer.js';
import type { WidgetWindow } from '@lcw-auth/core';

const issuer = await createTestIssuer();
let uninstall = () => {};
afterEach(() => uninstall());
const sdk = () => (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK;

test.each(['v1', 'v2'] as const)('smoke %s', async (generation) => {
  const simulator = createLiveChatSimulator({ generation, setting: issuer.setting(), fetch: issuer.fetch });
  uninstall = simulator.install();
  simulator.ready();
  const token = await issuer.sign({}, { context: { msdyn_isvip: 'true' } });
  sdk()?.setAuthTokenProvider((callback) => callback(token));
  const conversation = await simulator.startChat();
  expect(conversation.authenticated).toBe(true);
  expect(conversation.context).toEqual({ msdyn_isvip: 'true' });
  expect(await simulator.sendSignInCard()).toEqual({ shown: true, afterMs: expect.closeTo(2000, -2) as number, providerCalls: 0 });
});
