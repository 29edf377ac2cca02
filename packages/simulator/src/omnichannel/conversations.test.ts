import { describe, expect, test, vi } from 'vitest';
import { signInActivity } from '../bot/activity.js';
import type { TestClaims } from '../test-issuer.js';
import { accountId, contactId, issuer, shopOmnichannel, start } from './omnichannel.fixture.js';
import type { OmnichannelEvent } from './omnichannel.js';

describe("the agent's summary", () => {
  test('has Authenticated Yes and the contact for a valid token', async () => {
    const conversation = await start(shopOmnichannel(), 'shop', {}, { msdyn_isvip: 'true' });
    expect(conversation).toMatchObject({
      authenticated: true,
      contactId,
      customer: { type: 'contact', id: contactId },
      context: { msdyn_isvip: 'true' },
      queue: 'Default queue',
      priority: 0,
      status: 'open',
      widgetId: 'shop',
      messages: [],
    });
  });

  test('has Authenticated No when the widget has no setting, even with a token', async () => {
    const conversation = await start(shopOmnichannel(), 'plain', {}, { msdyn_isvip: 'true' });
    expect(conversation).toMatchObject({ authenticated: false, contactId: null, customer: null, context: {} });
  });

  test('has Authenticated No without a token when sign-in is optional', async () => {
    expect(await start(shopOmnichannel(), 'optional')).toMatchObject({ authenticated: false, contactId: null });
    expect(await start(shopOmnichannel(), 'optional', {})).toMatchObject({ authenticated: true, contactId });
  });

  test('contains the context of an anonymous chat', async () => {
    const result = await shopOmnichannel().startConversation({ widgetId: 'plain', token: null, context: { page: 'cart' } });
    expect(result).toMatchObject({ conversation: { context: { page: 'cart' } } });
  });
});

test('an anonymous context keeps only primitive values', async () => {
  const context = { page: 'cart', list: [1], nested: {}, nothing: null } as never;
  const result = await shopOmnichannel().startConversation({ widgetId: 'plain', token: null, context });
  expect(result).toMatchObject({ conversation: { context: { page: 'cart' } } });
  expect('conversation' in result && Object.keys(result.conversation.context)).toEqual(['page']);
});

describe('a chat is refused', () => {
  test('without a token when the setting requires one', async () => {
    const result = await shopOmnichannel().startConversation({ widgetId: 'shop', token: null });
    expect(result).toMatchObject({ refusal: { detail: expect.stringMatching(/requires a token/) as string } });
  });

  test('with a token that is refused, and no conversation is created', async () => {
    const omnichannel = shopOmnichannel();
    const result = await omnichannel.startConversation({ widgetId: 'shop', token: await issuer.signExpired() });
    expect(result).toMatchObject({ refusal: { reason: 'expired' } });
    expect(await omnichannel.getConversations()).toEqual([]);
  });

  test('when there is no such widget', async () => {
    expect(await shopOmnichannel().startConversation({ widgetId: 'gone', token: null })).toEqual({ notFound: true });
    expect(await shopOmnichannel().getWidget('gone')).toBeNull();
  });
});

describe('links the customer', () => {
  const contacts = [{ id: contactId, name: 'Bert Hair' }];
  const accounts = [{ id: accountId, name: 'Contoso' }];
  const omnichannel = shopOmnichannel({ contacts, accounts });

  test("by a contact's GUID in sub, without regard to letter case", async () => {
    const conversation = await start(omnichannel, 'shop', { sub: contactId.toUpperCase() });
    expect(conversation).toMatchObject({ contactId, customer: { type: 'contact', id: contactId, name: 'Bert Hair' } });
  });

  test("by an account's GUID in sub", async () => {
    const conversation = await start(omnichannel, 'shop', { sub: accountId });
    expect(conversation).toMatchObject({ contactId: null, customer: { type: 'account', id: accountId, name: 'Contoso' } });
  });

  test('by portalcontactid in the context', async () => {
    const context = { portalcontactid: contactId };
    expect(await start(omnichannel, 'shop', { sub: 'customer-7' }, context)).toMatchObject({ contactId, customer: { type: 'contact' } });
    expect(await start(omnichannel, 'shop', { sub: accountId }, context)).toMatchObject({ contactId, customer: { type: 'account' } });
  });

  test('to no record when the GUID is unknown or sub is not a GUID; the chat stays authenticated', async () => {
    const unlinked = { authenticated: true, contactId: null, customer: null };
    expect(await start(omnichannel, 'shop', { sub: '00000000-0000-4000-8000-000000000000' })).toMatchObject(unlinked);
    expect(await start(shopOmnichannel(), 'shop', { sub: 'customer-7' })).toMatchObject(unlinked);
  });
});

describe('within a conversation', () => {
  const ask = async (omnichannel = shopOmnichannel(), claims: TestClaims | null = {}, widgetId = 'shop') => {
    const { id: conversationId } = await start(omnichannel, widgetId, claims);
    return (operation: 'reconnect' | 'details' | 'transcript' | 'survey' | 'end', token: string | null | undefined) =>
      omnichannel.perform({ conversationId, operation, token });
  };

  test.each(['reconnect', 'details', 'transcript', 'survey', 'end'] as const)(
    '%s accepts a valid token of the same customer',
    async (operation) => {
      const perform = await ask();
      expect(await perform(operation, await issuer.sign())).toMatchObject({ conversation: { authenticated: true } });
    },
  );

  test.each(['reconnect', 'details', 'transcript', 'survey', 'end'] as const)('%s is refused with an expired token', async (operation) => {
    const perform = await ask();
    expect(await perform(operation, await issuer.signExpired())).toMatchObject({ refusal: { reason: 'expired' } });
    expect(await perform('details', await issuer.sign())).toMatchObject({ conversation: { status: 'open' } });
  });

  test("another customer's token is refused", async () => {
    const perform = await ask();
    expect(await perform('reconnect', await issuer.sign({ sub: accountId }))).toMatchObject({ refusal: { reason: 'another-customer' } });
  });

  test('a token is needed only in an authenticated conversation', async () => {
    expect(await (await ask())('details', null)).toMatchObject({ refusal: {} });
    expect(await (await ask(shopOmnichannel(), null, 'plain'))('details', null)).toMatchObject({ conversation: {} });
  });

  test('a v1 widget needs no token', async () => {
    expect(await (await ask())('end', undefined)).toMatchObject({ conversation: { status: 'ended' } });
  });

  test('an anonymous chat becomes authenticated at reconnect when sign-in is optional', async () => {
    const omnichannel = shopOmnichannel({ workstream: { routingRules: [{ when: [{ authenticated: true }], queue: 'Known' }] } });
    const perform = await ask(omnichannel, null, 'optional');
    expect(await perform('details', await issuer.sign())).toMatchObject({ conversation: { authenticated: false } });
    expect(await perform('reconnect', await issuer.sign())).toMatchObject({
      conversation: { authenticated: true, contactId, queue: 'Known' },
    });
    expect(await perform('details', await issuer.sign({ sub: accountId }))).toMatchObject({ refusal: { reason: 'another-customer' } });
  });

  test('an unknown conversation is not found', async () => {
    expect(await shopOmnichannel().perform({ conversationId: 'gone', operation: 'details', token: null })).toEqual({ notFound: true });
  });

  test('no message is sent after it has ended', async () => {
    const omnichannel = shopOmnichannel();
    const { id } = await start(omnichannel, 'plain');
    expect(await omnichannel.send(id, { from: 'agent', text: 'Hello' })).not.toBeNull();
    await omnichannel.endConversation(id);
    expect(await omnichannel.send(id, { from: 'agent', text: 'Hello?' })).toBeNull();
    expect(await omnichannel.getConversations()).toMatchObject([{ status: 'ended', messages: [{ from: 'agent', text: 'Hello' }] }]);
  });
});

describe('a subscription', () => {
  const activity = signInActivity({ signInId: 'abc', sasUrl: 'https://token.botframework.com/api/sas/postToken?hmac=secret' });

  test('to all conversations receives existing ones, then events, and never a bot token URL', async () => {
    const omnichannel = shopOmnichannel();
    const { id } = await start(omnichannel, 'plain');
    const events: OmnichannelEvent[] = [];
    const stop = omnichannel.subscribe((event) => events.push(event));
    await omnichannel.send(id, { from: 'bot', activity });
    await omnichannel.setTyping(id, 'agent');
    expect(events.map(({ type }) => type)).toEqual(['conversation', 'conversation', 'message', 'typing']);
    expect(events[2]).toMatchObject({ message: { type: 'sign-in-card', signInId: 'abc' } });
    expect(JSON.stringify([events, await omnichannel.getConversations()])).not.toContain('secret');
    stop();
    await omnichannel.setTyping(id, null);
    expect(events).toHaveLength(4);
  });

  test('to one conversation receives its messages from a given number, with activities', async () => {
    const omnichannel = shopOmnichannel();
    const { id } = await start(omnichannel, 'plain');
    const other = await start(omnichannel, 'plain');
    await omnichannel.send(id, { from: 'agent', text: 'first' });
    await omnichannel.send(id, { from: 'bot', activity });
    const events: OmnichannelEvent[] = [];
    omnichannel.subscribe((event) => events.push(event), { conversationId: id, after: 1 });
    await omnichannel.send(other.id, { from: 'agent', text: 'elsewhere' });
    await omnichannel.saveRecords(await omnichannel.getRecords());
    expect(events).toMatchObject([{ type: 'conversation' }, { type: 'message', activity }]);
  });
});

test('keeps 500 conversations and drops the oldest', async () => {
  const omnichannel = shopOmnichannel();
  const first = await start(omnichannel, 'plain');
  for (let count = 0; count < 500; count += 1) await start(omnichannel, 'plain');
  const kept = await omnichannel.getConversations();
  expect(kept).toHaveLength(500);
  expect(kept.some(({ id }) => id === first.id)).toBe(false);
});

test('uses the current date, also that of fake timers', async () => {
  const omnichannel = shopOmnichannel();
  vi.useFakeTimers({ now: 1_000, toFake: ['Date'] });
  const { id, startedAt } = await start(omnichannel, 'plain');
  await omnichannel.send(id, { from: 'agent', text: 'Hello' });
  const [conversation] = await omnichannel.getConversations();
  vi.useRealTimers();
  expect([startedAt, conversation?.messages[0]?.at]).toEqual([1_000, 1_000]);
});
