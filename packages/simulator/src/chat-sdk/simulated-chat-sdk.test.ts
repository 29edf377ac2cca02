import type { OmnichannelChatSDK } from '@microsoft/omnichannel-chat-sdk';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { issuer, openSdk } from './chat-sdk.fixture.js';
import { createSimulatedChatSdk } from './simulated-chat-sdk.js';

const signedIn = { chatSDKConfig: { getAuthToken: () => issuer.sign() } };

const openChat = async (options = {}) => {
  const opened = openSdk({ ...signedIn, ...options });
  await opened.sdk.initialize();
  await opened.sdk.startChat();
  return opened;
};

test("is assignable to Microsoft's class, so that it can be the widget's chatSDK", () => {
  expectTypeOf(openSdk().sdk).toExtend<OmnichannelChatSDK>();
});

test('rejects before initialize()', async () => {
  await expect(openSdk().sdk.startChat()).rejects.toThrow('UninitializedChatSDK');
});

test('rejects initialize() when Omnichannel has no such widget', async () => {
  await expect(openSdk({ widgetId: 'another' }).sdk.initialize()).rejects.toThrow('ChatConfigRetrievalFailure');
});

test("initialize() and getLiveChatConfig() name the setting's client function", async () => {
  const { sdk } = openSdk();
  const config = await sdk.initialize();
  expect(config).toMatchObject({ LiveChatConfigAuthSettings: { msdyn_javascriptclientfunction: 'auth.getToken' } });
  expect(await sdk.getLiveChatConfig()).toEqual(config);
});

test('ends the conversation', async () => {
  const { sdk, conversations } = await openChat();
  expect(await sdk.getConversationDetails()).toMatchObject({ state: 'Active' });
  await sdk.endChat();
  expect(await conversations()).toMatchObject([{ status: 'ended' }]);
  expect(await sdk.getCurrentLiveChatContext()).toEqual({});
});

test('does not change the conversation when the session has already ended', async () => {
  const { sdk, conversations } = await openChat();
  await sdk.endChat({ isSessionEnded: true });
  expect(await conversations()).toMatchObject([{ status: 'open' }]);
});

test('sends and receives messages', async () => {
  const { sdk, simulator, conversations } = await openChat();
  const received = vi.fn();
  await sdk.onNewMessage(received);
  await sdk.sendMessage({ content: 'Where is my order?' });
  const [conversation] = await conversations();
  await simulator.omnichannel.send(conversation?.id ?? '', { from: 'agent', text: 'It was sent today.' });
  expect(received).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ content: 'It was sent today.', role: 'agent' }));
  expect(await sdk.getMessages()).toMatchObject([{ content: 'Where is my order?' }, { content: 'It was sent today.' }]);
});

test('reports that the agent ended the conversation', async () => {
  const { sdk, simulator, conversations } = await openChat();
  const ended = vi.fn();
  await sdk.onAgentEndSession(ended);
  const [conversation] = await conversations();
  await simulator.omnichannel.endConversation(conversation?.id ?? '');
  expect(ended).toHaveBeenCalledOnce();
});

test('passes the custom context of an anonymous chat to Omnichannel', async () => {
  const { sdk, conversations } = openSdk({}, { setting: null });
  await sdk.initialize();
  await sdk.startChat({ customContext: { page: { value: 'checkout', isDisplayable: true } } });
  expect(await conversations()).toMatchObject([{ context: { page: 'checkout' } }]);
});

describe('another page', () => {
  test('resumes the conversation by its live chat context', async () => {
    const { sdk, simulator, conversations } = await openChat();
    const liveChatContext = (await sdk.getCurrentLiveChatContext()) as { chatToken: { chatId: string }; requestId: string };
    const next = createSimulatedChatSdk(simulator, signedIn);
    await next.initialize();
    await next.startChat({ liveChatContext });
    expect(await conversations()).toHaveLength(1);
    expect(await next.getConversationDetails()).toMatchObject({ state: 'Active', conversationId: liveChatContext.chatToken.chatId });
  });

  test('cannot resume a conversation that has ended', async () => {
    const { sdk } = await openChat();
    const liveChatContext = (await sdk.getCurrentLiveChatContext()) as { chatToken: { chatId: string }; requestId: string };
    await sdk.endChat();
    await expect(sdk.startChat({ liveChatContext })).rejects.toThrow('ClosedConversation');
  });
});

describe('persistent chat', () => {
  test("continues the customer's open conversation", async () => {
    const { sdk, conversations } = await openChat({ persistentChat: true });
    await sdk.endChat({ isSessionEnded: true });
    await sdk.startChat();
    expect(await conversations()).toHaveLength(1);
    expect(await sdk.getChatReconnectContext()).toEqual({ reconnectId: (await conversations())[0]?.id, redirectURL: null });
  });

  test("never continues another customer's conversation", async () => {
    let sub = 'aaaaaaaa-0000-4000-8000-000000000001';
    const getAuthToken = () => issuer.sign({ sub });
    const { sdk, simulator, conversations } = await openChat({ persistentChat: true, chatSDKConfig: { getAuthToken } });
    sub = 'bbbbbbbb-0000-4000-8000-000000000002';
    const next = createSimulatedChatSdk(simulator, { persistentChat: true, chatSDKConfig: { getAuthToken } });
    await next.initialize();
    await next.startChat();
    const contacts = (await conversations()).map(({ contactId }) => contactId);
    expect(contacts).toEqual(['aaaaaaaa-0000-4000-8000-000000000001', sub]);
    expect(await sdk.getConversationDetails()).toMatchObject({ state: 'Active' });
  });
});
