import { createOmnichannel, type OmnichannelEvent } from '@lcw-auth/simulator/omnichannel';
import type { BrowserContext } from '@playwright/test';
import { expect, it } from 'vitest';
import { bridgedOmnichannel } from './bridged-omnichannel.js';
import { bridgeOmnichannel } from './omnichannel-bridge.js';
import type { CallOmnichannel } from './omnichannel-calls.js';

const widgets = [{ id: 'w', name: 'Widget', authenticationSetting: null, workstream: 'Default' }];
const workstreams = [{ name: 'Default', contextVariables: [] }];

/** Connects both halves as a browser does: values are structured clones, and a result arrives later. */
async function join() {
  const omnichannel = createOmnichannel({ widgets, workstreams });
  let call: CallOmnichannel = () => Promise.reject(new Error('nothing is exposed'));
  const context = {
    exposeBinding: async (_name: string, answer: (source: unknown, call: unknown) => unknown) => {
      call = async (question) => structuredClone(await answer(null, structuredClone(question)));
    },
  };
  const end = await bridgeOmnichannel(context as unknown as BrowserContext, omnichannel);
  const called: string[] = [];
  const bridged = bridgedOmnichannel((question) => {
    called.push(question.method);
    return call(question);
  });
  return { omnichannel, bridged, end, calls: () => called };
}

const start = { widgetId: 'w', token: null };

it('forwards calls and their results', async () => {
  const { bridged, omnichannel } = await join();
  expect(await bridged.getWidget('w')).toEqual(await omnichannel.getWidget('w'));
  const started = await bridged.startConversation(start);
  if (!('conversation' in started)) throw new Error('The conversation did not start.');
  await bridged.send(started.conversation.id, { from: 'customer', text: 'Hello' });
  expect((await omnichannel.getConversations()).at(-1)?.messages.at(-1)).toMatchObject({ from: 'customer', text: 'Hello' });
});

it('delivers events in order until unsubscribed', async () => {
  const { bridged, omnichannel } = await join();
  const started = await bridged.startConversation(start);
  if (!('conversation' in started)) throw new Error('The conversation did not start.');
  const { id } = started.conversation;
  const texts: string[] = [];
  const heard = (event: OmnichannelEvent) => event.type === 'message' && event.message.type === 'text' && texts.push(event.message.text);
  const unsubscribe = bridged.subscribe(heard, { conversationId: id });
  await expect.poll(async () => (await omnichannel.send(id, { from: 'agent', text: 'ping' }), texts.includes('ping'))).toBe(true);

  texts.length = 0;
  for (const text of ['one', 'two', 'three']) await omnichannel.send(id, { from: 'agent', text });
  await expect.poll(() => texts.slice(-3)).toEqual(['one', 'two', 'three']);

  unsubscribe();
  const received = new Promise<void>((resolve) => {
    const listener = (event: OmnichannelEvent) => event.type === 'message' && event.message.text === 'four' && resolve();
    bridged.subscribe(listener, { conversationId: id, after: 0 });
  });
  await omnichannel.send(id, { from: 'agent', text: 'four' });
  await received;
  expect(texts).not.toContain('four');
});

it('ends all pending waits for events when it is closed', async () => {
  const { bridged, end, calls } = await join();
  bridged.subscribe(() => {});
  await expect.poll(calls).toEqual(['subscribe', 'next-events']);
  end();
  await new Promise((resolve) => setImmediate(resolve));
  expect(calls()).toEqual(['subscribe', 'next-events']);
});
