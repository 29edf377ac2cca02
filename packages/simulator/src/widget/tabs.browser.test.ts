import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WidgetWindow } from '@lcw-auth/core';
import { eventually } from '../eventually.fixture.js';
import { createLiveChatSimulator } from '../live-chat-simulator.js';
import { shopOmnichannel } from '../omnichannel/omnichannel.fixture.js';

const ended: (() => void)[] = [];
beforeEach(() => localStorage.clear());
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

/** A window of this origin, which shares its storage as a tab does. */
function openTab(generation: 'v1' | 'v2', omnichannel: ReturnType<typeof shopOmnichannel>) {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const window = frame.contentWindow as Window;
  const simulator = createLiveChatSimulator({ generation, omnichannel, widgetId: 'plain', window });
  const uninstall = simulator.install();
  simulator.ready();
  ended.push(() => {
    uninstall();
    frame.remove();
  });
  return { simulator, sdk: (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget?.SDK };
}

test.each(['v1', 'v2'] as const)('%s: two tabs share a chat, each calls its provider for a card, and both close it', async (generation) => {
  const omnichannel = shopOmnichannel();
  const [first, second] = [openTab(generation, omnichannel), openTab(generation, omnichannel)];
  const calls = [0, 0];
  first.sdk?.setBotAuthTokenProvider((_url, callback) => {
    calls[0] = (calls[0] ?? 0) + 1;
    callback({ show: false });
  });
  second.sdk?.setBotAuthTokenProvider((_url, callback) => {
    calls[1] = (calls[1] ?? 0) + 1;
    callback({ show: true });
  });

  const { id } = await first.simulator.startChat();
  await eventually(() => expect(second.simulator.getState()).toMatchObject({ chat: { status: 'open', conversation: { id } } }));
  expect(await first.simulator.sendSignInCard()).toMatchObject({ shown: false, providerCalls: 1 });
  await eventually(() => expect(second.simulator.getState().messages).toMatchObject([{ visibility: 'shown' }]));
  expect(calls).toEqual([1, 1]);

  await second.simulator.endChat();
  await eventually(() => expect(first.simulator.getState().chat.status).not.toBe('open'));
  expect(await omnichannel.getConversations()).toMatchObject([{ id, status: 'ended' }]);
});
