import { expect, test, vi } from 'vitest';
import { shopOmnichannel } from './omnichannel/omnichannel.fixture.js';
import { readyPage } from './widget/widget.fixture.js';

test('lists the conversations of all widgets, also after an uninstall', async () => {
  const omnichannel = shopOmnichannel();
  const { simulator, uninstall } = readyPage({ omnichannel, widgetId: 'plain', remember: 'nothing' });
  expect(simulator.conversations).toEqual([]);
  const { id } = await simulator.startChat();
  await omnichannel.startConversation({ widgetId: 'optional', token: null });
  expect(simulator.conversations).toMatchObject([{ id, widgetId: 'plain' }, { widgetId: 'optional' }]);
  uninstall();
  await omnichannel.endConversation(id);
  expect(simulator.conversations).toMatchObject([{ status: 'ended' }, { status: 'open' }]);
});

test('subscribes once, from the first read to the uninstall', async () => {
  const omnichannel = shopOmnichannel();
  const subscribe = vi.spyOn(omnichannel, 'subscribe');
  const { simulator, uninstall } = readyPage({ omnichannel, widgetId: 'plain', remember: 'nothing' });
  await simulator.startChat();
  const toAll = () => subscribe.mock.calls.filter(([, filter]) => filter === undefined).length;
  expect(toAll()).toBe(0);
  for (let look = 0; look < 3; look += 1) expect(simulator.conversations).toHaveLength(1);
  expect(toAll()).toBe(1);
  uninstall();
  simulator.install()();
  expect(toAll()).toBe(1);
});
