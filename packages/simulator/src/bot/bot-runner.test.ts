import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { shopOmnichannel, start } from '../omnichannel/omnichannel.fixture.js';
import type { OmnichannelEvent } from '../omnichannel/omnichannel.js';
import type { Bot } from './bot.js';
import { botTokenService } from './bot-token-service.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const flush = () => vi.advanceTimersByTimeAsync(0);

/** Starts a chat with a bot, and records its messages and events. */
async function chatWith(bot: Bot, verifyToken = () => 'bert') {
  const service = botTokenService({ verifyToken });
  const omnichannel = shopOmnichannel({ bot, botTokenService: service });
  const { id } = await start(omnichannel, 'plain');
  const events: OmnichannelEvent[] = [];
  omnichannel.subscribe((event) => events.push(event), { conversationId: id });
  const lines = async () => (await omnichannel.getConversations())[0]?.messages.map(({ from, text }) => `${from}: ${text}`);
  const send = (text: string) => omnichannel.send(id, { from: 'customer', text });
  /** The URL of the card sent last, as the widget sees it. */
  const cardUrl = () => {
    const cards = events.flatMap((event) => (event.type === 'message' ? (event.activity?.attachments ?? []) : []));
    return cards.at(-1)?.content.tokenPostResource?.sasUrl ?? '';
  };
  const post = (token: string) => service.fetch(new Request(cardUrl(), { method: 'POST', body: JSON.stringify({ token }) }));
  return { omnichannel, id, events, lines, send, post };
}

test('runs at the start of a chat and for each message of the customer', async () => {
  const bot: Bot = { onStart: (chat) => chat.say('Hello'), onMessage: (text, chat) => chat.say(`You said ${text}`) };
  const { lines, send } = await chatWith(bot);
  await send('yes');
  expect(await lines()).toEqual(['bot: Hello', 'customer: yes', 'bot: You said yes']);
});

test('shows that it is typing', async () => {
  const { events, send } = await chatWith({ onMessage: (_text, chat) => chat.setTyping(true) });
  await send('yes');
  expect(events.at(-1)).toMatchObject({ type: 'typing', who: 'bot' });
});

test('reads the current conversation', async () => {
  const { lines, send } = await chatWith({ onMessage: (_text, { conversation, say }) => say(`${conversation.messages.length} so far`) });
  await send('one');
  await send('two');
  expect(await lines()).toEqual(['customer: one', 'bot: 1 so far', 'customer: two', 'bot: 3 so far']);
});

describe('askToSignIn', () => {
  const bot: Bot = {
    async onMessage(_text, chat) {
      const outcome = await chat.askToSignIn({ text: 'Who are you?' });
      chat.say(outcome.status === 'signed-in' ? `Hello ${outcome.subject}` : 'Never mind');
    },
  };

  test('waits until the token service has a token for the card', async () => {
    const { lines, send, post, events } = await chatWith(bot);
    await send('orders');
    await vi.advanceTimersByTimeAsync(59_000);
    expect(await lines()).toEqual(['customer: orders', 'bot: Who are you?']);
    await post('good');
    await flush();
    expect(await lines()).toEqual(['customer: orders', 'bot: Who are you?', 'bot: Hello bert']);
    expect(events.map(({ type }) => type)).toContain('bot-signed-in');
  });

  test('ends without a sign-in when the URL expires', async () => {
    const { lines, send } = await chatWith(bot);
    await send('orders');
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await lines())?.at(-1)).toBe('bot: Never mind');
  });

  test('stops waiting when the chat ends', async () => {
    const { lines, send, omnichannel, id } = await chatWith(bot);
    await send('orders');
    await omnichannel.endConversation(id);
    await flush();
    expect((await lines())?.at(-1)).toBe('bot: Who are you?');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('needs a bot token service', async () => {
    const omnichannel = shopOmnichannel({ bot });
    const { id } = await start(omnichannel, 'plain');
    await omnichannel.send(id, { from: 'customer', text: 'orders' });
    await flush();
    expect((await omnichannel.getConversations())[0]?.messages.at(-1)).toMatchObject({
      from: 'system',
      text: 'The bot failed: askToSignIn needs a bot token service. Pass botTokenService to createOmnichannel.',
    });
  });
});

test('stops after an agent has sent a message', async () => {
  const { lines, send, omnichannel, id } = await chatWith({ onMessage: (_text, chat) => chat.say('Beep') });
  await send('one');
  await omnichannel.send(id, { from: 'agent', text: 'I take over' });
  await send('two');
  expect(await lines()).toEqual(['customer: one', 'bot: Beep', 'agent: I take over', 'customer: two']);
});

test('an error that the bot throws becomes a system message, and the chat continues', async () => {
  const { lines, send } = await chatWith({
    onMessage() {
      throw new Error('no oil');
    },
  });
  await send('one');
  await send('two');
  expect(await lines()).toEqual(['customer: one', 'system: The bot failed: no oil', 'customer: two', 'system: The bot failed: no oil']);
});
