import { createLiveChatAuth } from '@lcw-auth/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contacts, heldToken, issuer, openPage, whenState } from '../headless.fixture.js';
import { connectChatSdk } from './connect-chat-sdk.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

test('is ready when the SDK is connected, and waits again when it is disconnected', async () => {
  const { client, close } = await openPage();
  expect(client.getState().widget.status).toBe('ready');
  close();
  expect(client.getState().widget.status).toBe('waiting');
});

test('opens an authenticated chat and reports it in the state', async () => {
  const { client, sdk, conversations, close } = await openPage();
  await sdk.startChat();
  expect(await conversations()).toMatchObject([{ authenticated: true, contactId: contacts.A }]);
  expect(client.getState().chat).toEqual({ status: 'open', authentication: 'authenticated' });
  await sdk.endChat();
  expect(client.getState().chat).toEqual({ status: 'closed' });
  close();
});

test('gives the SDK a valid token before each call, also long after the first token has expired', async () => {
  const { sdk, conversations, close } = await openPage();
  await sdk.startChat();
  await minutes(120);
  expect(await sdk.getConversationDetails()).toMatchObject({ state: 'Active' });
  await sdk.endChat();
  expect(await conversations()).toMatchObject([{ status: 'ended' }]);
  close();
});

test('keeps the chat usable while a refresh fails and the held token is valid', async () => {
  const { sdk, getAuthToken, close } = await openPage();
  await sdk.startChat();
  getAuthToken.mockRejectedValue(new Error('The token endpoint is down.'));
  await minutes(14.5);
  expect(await sdk.getConversationDetails()).toMatchObject({ state: 'Active' });
  await minutes(2);
  getAuthToken.mockImplementation(() => issuer.sign({ sub: contacts.A }));
  await minutes(2);
  expect(await sdk.getConversationDetails()).toMatchObject({ state: 'Active' });
  close();
});

test('never sends an expired token', async () => {
  const { sdk, getAuthToken, close } = await openPage();
  await sdk.startChat();
  getAuthToken.mockRejectedValue(new Error('The token endpoint is down.'));
  await minutes(16);
  const call = sdk.getConversationDetails().catch((error: unknown) => error);
  await minutes(1);
  expect(await call).toMatchObject({ message: 'ConversationDetailsRetrievalFailure' });
  expect(heldToken(sdk)).toBeNull();
  close();
});

test('ignores the token that the widget captured, and gives the SDK the current token', async () => {
  const { sdk, close } = await openPage();
  await sdk.startChat();
  const { setAuthTokenProvider } = sdk as unknown as { setAuthTokenProvider(provider: () => Promise<string>): Promise<void> };
  await setAuthTokenProvider(() => Promise.resolve('a.captured.token'));
  expect(heldToken(sdk)).not.toBe('a.captured.token');
  close();
});

test('reports a chat that Omnichannel refused', async () => {
  const { client, sdk, getAuthToken, events, close } = await openPage({ client: { userId: null } });
  getAuthToken.mockImplementation(() => issuer.sign({}, { signedWith: 'foreign' }));
  client.setOptions({ userId: 'A' });
  await expect(sdk.startChat()).rejects.toThrow('ConversationInitializationFailure');
  expect(events).toContainEqual(expect.objectContaining({ type: 'widget-error', code: 'token-rejected' }));
  close();
});

test('reports a missing token when a chat starts, and not while the SDK is initialized', async () => {
  const { client, sdk, events, close } = await openPage({ client: { userId: null } });
  await sdk.initialize();
  await sdk.getAgentAvailability();
  expect(client.getState().authToken).toMatchObject({ status: 'signed-out' });
  expect(events.filter(({ type }) => type === 'widget-error')).toEqual([]);
  await expect(sdk.startChat()).rejects.toThrow('UndefinedAuthToken');
  expect(events.filter(({ type }) => type === 'widget-error')).toMatchObject([{ code: 'token-not-provided' }]);
  close();
});

test('does not request a token for a widget without a chat authentication setting', async () => {
  const { client, sdk, events, conversations, close } = await openPage({ simulator: { setting: null } });
  await whenState(client, ({ authToken }) => authToken.status === 'valid');
  await sdk.startChat();
  expect(await conversations()).toMatchObject([{ authenticated: false }]);
  expect(heldToken(sdk)).toBeNull();
  expect(events.filter(({ type }) => type === 'token-requested')).toEqual([]);
  close();
});

describe('a change of user', () => {
  test('ends the conversation with the token of the user who left, and keeps no data of that user', async () => {
    const { client, sdk, conversations, close } = await openPage();
    await sdk.startChat();
    localStorage.setItem('0a1b', JSON.stringify({ liveChatContext: await sdk.getCurrentLiveChatContext() }));
    localStorage.setItem('other', 'kept');
    client.setOptions({ userId: 'B' });
    await expect.poll(conversations).toMatchObject([{ status: 'ended', contactId: contacts.A }]);
    expect(localStorage.getItem('0a1b')).toBeNull();
    expect(localStorage.getItem('other')).toBe('kept');
    await sdk.startChat();
    expect(await conversations()).toMatchObject([{ contactId: contacts.A }, { contactId: contacts.B, status: 'open' }]);
    localStorage.clear();
    close();
  });

  test('removes the token of the user who left also when the chat is kept', async () => {
    const { client, sdk, conversations, close } = await openPage({ client: { userChangePolicy: 'keep-chat' } });
    await sdk.startChat();
    client.setOptions({ userId: null });
    await minutes(0.1);
    expect(heldToken(sdk)).toBeNull();
    expect(await conversations()).toMatchObject([{ status: 'open' }]);
    close();
  });
});

describe('sign-in during a chat', () => {
  const optional = { client: { userId: null, signInOptional: true }, simulator: { signInOptional: true } };

  test('authenticates the anonymous chat when the user signs in', async () => {
    const { client, sdk, conversations, close } = await openPage({ ...optional, sdk: { midChatSignIn: true } });
    await sdk.startChat();
    expect(client.getState().chat).toEqual({ status: 'open', authentication: 'anonymous' });
    client.setOptions({ userId: 'A' });
    await whenState(client, ({ chat }) => chat.status === 'open' && chat.authentication === 'authenticated');
    await expect.poll(conversations).toMatchObject([{ authenticated: true, contactId: contacts.A }]);
    close();
  });

  test('reports a sign-in that Omnichannel refused, and the chat continues', async () => {
    const { client, sdk, getAuthToken, events, conversations, close } = await openPage({ ...optional, sdk: { midChatSignIn: true } });
    await sdk.startChat();
    getAuthToken.mockImplementation(() => issuer.sign({}, { signedWith: 'foreign' }));
    client.setOptions({ userId: 'A' });
    await whenState(client, ({ chat }) => chat.status === 'open' && chat.authentication === 'rejected');
    expect(events).toContainEqual(expect.objectContaining({ type: 'widget-error', code: 'token-rejected' }));
    expect(await conversations()).toMatchObject([{ authenticated: false, status: 'open' }]);
    close();
  });
});

test('startChat() and closeChat() of the client use the SDK when there is no widget', async () => {
  const { client, conversations, close } = await openPage();
  await client.startChat();
  expect(await conversations()).toMatchObject([{ status: 'open' }]);
  client.closeChat();
  await expect.poll(conversations).toMatchObject([{ status: 'ended' }]);
  await expect(client.startChat({ inNewWindow: true })).rejects.toThrow(/inNewWindow/u);
  close();
});

test('two simultaneous calls of startChat() open one chat', async () => {
  const { sdk, conversations, close } = await openPage();
  await Promise.all([sdk.startChat(), sdk.startChat()]);
  expect(await conversations()).toHaveLength(1);
  close();
});

test('connects again after a disconnect in the same task, as StrictMode does', async () => {
  const { client, sdk, conversations, close } = await openPage();
  connectChatSdk(client, sdk)();
  const disconnect = connectChatSdk(client, sdk);
  await sdk.startChat();
  expect(await conversations()).toMatchObject([{ authenticated: true }]);
  disconnect();
  close();
});

test('restores the methods of the SDK', async () => {
  const { client, sdk, close } = await openPage();
  close();
  const { startChat } = sdk;
  connectChatSdk(client, sdk)();
  expect(sdk.startChat).toBe(startChat);
});

test('refuses a client of the script widget with a message that says what to write', async () => {
  const { sdk, close } = await openPage();
  const client = createLiveChatAuth({ userId: null, getAuthToken: () => Promise.resolve(null) });
  expect(() => connectChatSdk(client, sdk)).toThrow(/host=\{headlessChat\}/u);
  close();
});
