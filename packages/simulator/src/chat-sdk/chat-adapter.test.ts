import { expect, test } from 'vitest';
import { signInActivity } from '../bot/activity.js';
import type { ChatActivity, SimulatedChatAdapter } from './chat-adapter.js';
import { issuer, openSdk } from './chat-sdk.fixture.js';

async function openAdapter() {
  const opened = openSdk({ chatSDKConfig: { getAuthToken: () => issuer.sign() } });
  await opened.sdk.initialize();
  await opened.sdk.startChat();
  const [conversation] = await opened.conversations();
  const adapter = (await opened.sdk.createChatAdapter()) as SimulatedChatAdapter;
  // Web Chat connects before it reads activities.
  adapter.connectionStatus$.subscribe(() => undefined);
  return { ...opened, adapter, id: conversation?.id ?? '' };
}

const next = async (activities: AsyncIterator<ChatActivity>): Promise<ChatActivity> => {
  const { done, value } = await activities.next();
  if (done) throw new Error('The adapter has ended.');
  return value;
};

const emitted = (adapter: SimulatedChatAdapter, activity: ChatActivity): Promise<string> =>
  new Promise((resolve) => void adapter.postActivity(activity).subscribe(resolve));

test('yields the messages of the conversation from the first one on, in order', async () => {
  const { adapter, simulator, id } = await openAdapter();
  await simulator.omnichannel.send(id, { from: 'bot', text: 'Hello' });
  const activities = adapter.activities()[Symbol.asyncIterator]();
  expect(await next(activities)).toMatchObject({ type: 'message', text: 'Hello', from: { role: 'bot' } });
  await simulator.omnichannel.send(id, { from: 'agent', text: 'How can I help?' });
  expect(await next(activities)).toMatchObject({ text: 'How can I help?', channelData: { 'webchat:sequence-id': 2 } });
});

test('yields a sign-in card with its attachment', async () => {
  const { adapter, simulator, id } = await openAdapter();
  const activity = signInActivity({ signInId: 'a1', sasUrl: 'https://token.botframework.com/api/sas/postToken?state=a1' });
  await simulator.omnichannel.send(id, { from: 'bot', activity });
  expect(await next(adapter.activities()[Symbol.asyncIterator]())).toMatchObject({ attachments: activity.attachments });
});

test("returns a posted message with the sender's channel data, by which Web Chat recognises its own messages", async () => {
  const { adapter } = await openAdapter();
  const activities = adapter.activities()[Symbol.asyncIterator]();
  const posted = await emitted(adapter, { type: 'message', text: 'Hi', channelData: { clientActivityID: 'c1' } });
  expect(await next(activities)).toMatchObject({ id: posted, text: 'Hi', from: { role: 'user' }, channelData: { clientActivityID: 'c1' } });
});

test('emits the status 1 for connecting, then 2 for online', async () => {
  const { adapter } = await openAdapter();
  const statuses: number[] = [];
  await new Promise<void>((resolve) => {
    adapter.connectionStatus$.subscribe({ next: (status) => void (statuses.push(status), status === 2 && resolve()) });
  });
  expect(statuses).toEqual([1, 2]);
});

test('activities() stops when its signal aborts, and when the adapter ends', async () => {
  const { adapter } = await openAdapter();
  const controller = new AbortController();
  const first = adapter.activities({ signal: controller.signal })[Symbol.asyncIterator]().next();
  const second = adapter.activities()[Symbol.asyncIterator]().next();
  controller.abort();
  expect(await first).toMatchObject({ done: true });
  adapter.end();
  expect(await second).toMatchObject({ done: true });
});
