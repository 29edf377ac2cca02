import { expect, test } from 'vitest';
import { liveChatWidget, openPage, readyPage, startChat } from './widget.fixture.js';

/** Sends a message to the page, as any frame can. */
const message = (data: unknown) => window.dispatchEvent(new MessageEvent('message', { origin: 'https://evil.example', data }));

test('v1 raises the event that a message names, from any frame', () => {
  const { raised } = readyPage({ generation: 'v1' });
  const detail = { errorCode: 4 };
  message({ messageName: 'lcw:error', payload: detail });
  message({ messageName: 'lcw:signInCardReceived', payload: { sasUrl: 'https://evil.example' } });
  message({ messageName: 'lcw:closeChat' });
  expect(raised.slice(1)).toEqual([
    { type: 'lcw:error', detail },
    { type: 'lcw:signInCardReceived', detail: { sasUrl: 'https://evil.example' } },
    { type: 'lcw:closeChat', detail: null },
  ]);
});

test('v1 accepts a forged lcw:ready: the flag is set, and calls are still lost', async () => {
  const { simulator, types } = openPage({ generation: 'v1', setting: null, readyAfter: 'never' });
  message({ messageName: 'lcw:ready' });
  expect(types()).toEqual(['lcw:ready']);
  expect(liveChatWidget()?.LiveChatBootstrapperWebChat?.isLCWReady).toBe(true);
  liveChatWidget()?.SDK?.startChat();
  expect(simulator.getState()).toMatchObject({ widget: 'loading', chat: { status: 'closed' } });
  simulator.ready();
  expect(await startChat(simulator)).toMatchObject({ authenticated: false });
});

test.each([null, undefined, 'lcw:error', {}, { messageName: 7 }, { messageName: 'click' }, { messageName: '__proto__' }])(
  'v1 ignores every other message: %j',
  (data) => {
    const { types } = readyPage({ generation: 'v1' });
    message(data);
    expect(types()).toEqual(['lcw:ready']);
  },
);

test('v2 ignores such messages', () => {
  const { types } = readyPage({ generation: 'v2' });
  message({ messageName: 'lcw:error', payload: {} });
  expect(types()).toEqual(['lcw:ready']);
});
