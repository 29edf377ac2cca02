import { describe, expect, test } from 'vitest';
import { eventually } from '../eventually.fixture.js';
import { checkRecords } from '../omnichannel/check-records.js';
import { generations, issuer, readyPage } from './widget.fixture.js';

const page = (generation: 'v1' | 'v2') => {
  const opened = readyPage({ generation, persistentChat: true });
  const signIn = async (claims = {}) => {
    const token = await issuer.sign(claims);
    opened.sdk.setAuthTokenProvider((callback) => callback(token));
  };
  return { ...opened, signIn };
};

describe.each(generations)('%s: a persistent chat', (generation) => {
  test('continues the conversation that the customer has left open', async () => {
    const { simulator, signIn, types } = page(generation);
    await signIn();
    const first = await simulator.startChat();
    simulator.sendMessage('Where is my order?');
    await simulator.endChat();
    expect(simulator.getState().chat.status).toBe('closed');
    expect(simulator.conversations).toMatchObject([{ status: 'open' }]);
    const second = await simulator.startChat();
    expect(second.id).toBe(first.id);
    expect(simulator.getState().messages).toMatchObject([{ text: 'Where is my order?' }]);
    expect(types().at(-1)).toBe('lcw:chatRetrieved');
  });

  test('does not continue the conversation of another customer', async () => {
    const { simulator, signIn } = page(generation);
    await signIn();
    const first = await simulator.startChat();
    await simulator.endChat();
    await signIn({ sub: '1b2c3d4e-0000-4000-8000-000000000001' });
    expect((await simulator.startChat()).id).not.toBe(first.id);
  });

  test('starts a new conversation after the agent has ended the last one', async () => {
    const { simulator, signIn } = page(generation);
    await signIn();
    const first = await simulator.startChat();
    await simulator.omnichannel.endConversation(first.id);
    expect((await simulator.startChat()).id).not.toBe(first.id);
  });
});

test('v2: closeChat of the page ends a persistent conversation', async () => {
  const { sdk, simulator, signIn } = page('v2');
  await signIn();
  await simulator.startChat();
  sdk.closeChat();
  await eventually(() => expect(simulator.conversations).toMatchObject([{ status: 'ended' }]));
});

test('v1: closeChat of the page leaves a persistent conversation open', async () => {
  const { sdk, simulator, signIn } = page('v1');
  await signIn();
  await simulator.startChat();
  sdk.closeChat();
  await eventually(() => expect(simulator.getState().chat.status).toBe('closed'));
  expect(simulator.conversations).toMatchObject([{ status: 'open' }]);
});

test('a widget with persistent chat needs a chat authentication setting', () => {
  const widgets = [{ id: 'shop', name: 'Shop', authenticationSetting: null, workstream: 'Chat', persistentChat: true }];
  expect(checkRecords({ settings: [], widgets, workstreams: [{ name: 'Chat', contextVariables: [] }] })).toEqual([
    {
      record: 'widgets',
      index: 0,
      field: 'authenticationSetting',
      message: 'Add a chat authentication setting. Persistent chat needs signed-in customers.',
    },
  ]);
});
