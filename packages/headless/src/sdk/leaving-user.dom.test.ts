import { createSimulatedChatSdk } from '@lcw-auth/simulator/chat-sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contacts, heldToken, issuer, openPage } from '../headless.fixture.js';
import { connectChatSdk } from './connect-chat-sdk.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

/** Creates a promise that `openGate` resolves. */
function createGate() {
  let openGate = () => {};
  const gate = new Promise<void>((resolve) => (openGate = resolve));
  return { gate, openGate };
}

/** Opens a page whose SDK the test connects. */
async function openUnconnected() {
  const page = await openPage();
  page.close();
  return { ...page, disconnectClient: page.client.connect(), connect: () => connectChatSdk(page.client, page.sdk) };
}

test('ends a chat that opens after its user has left', async () => {
  const { gate, openGate } = createGate();
  const { client, sdk, conversations, close } = await openPage({
    simulator: { fetch: async (...request) => gate.then(() => issuer.fetch(...request)) },
  });
  await minutes(0);
  const started = sdk.startChat();
  await minutes(0);
  client.setOptions({ userId: 'B' });
  openGate();
  await started;
  await expect.poll(conversations).toMatchObject([{ contactId: contacts.A, status: 'ended' }]);
  expect(client.getState().chat.status).toBe('closed');
  close();
});

test('ends the chat of a user who leaves after the widget was removed', async () => {
  const { client, sdk, getAuthToken, conversations, connect, disconnectClient } = await openUnconnected();
  const removeWidget = connect();
  await sdk.startChat();
  localStorage.setItem('0a1b', JSON.stringify(await sdk.getCurrentLiveChatContext()));
  removeWidget();
  // Signed in advance, because fake time does not wait for cryptography.
  const nextToken = await issuer.sign({ sub: contacts.A, exp: Math.floor(Date.now() / 1_000) + 3_600 });
  getAuthToken.mockResolvedValue(nextToken);
  await minutes(20);
  expect(heldToken(sdk)).toBe(nextToken);
  client.setOptions({ userId: 'B' });
  expect(localStorage.getItem('0a1b')).toBeNull();
  await expect.poll(conversations).toMatchObject([{ contactId: contacts.A, status: 'ended' }]);
  expect(client.getState().chat.status).toBe('closed');
  await minutes(0.1);
  await expect.poll(() => heldToken(sdk)).toBeNull();
  disconnectClient();
});

test('ends the chat of an SDK that was connected again during the chat', async () => {
  const { client, sdk, conversations, connect, disconnectClient } = await openUnconnected();
  const removeWidget = connect();
  await sdk.startChat();
  removeWidget();
  connect();
  await sdk.getConversationDetails();
  client.setOptions({ userId: 'B' });
  await expect.poll(conversations).toMatchObject([{ contactId: contacts.A, status: 'ended' }]);
  disconnectClient();
});

test('ends the chat with its token when the app creates a new SDK for each user', async () => {
  const { client, sdk, simulator, conversations, connect, disconnectClient } = await openUnconnected();
  // Microsoft's SDK reads the token when the operation before the end has finished.
  const { gate, openGate } = createGate();
  const endChat = sdk.endChat.bind(sdk);
  sdk.endChat = (options) => gate.then(() => endChat(options));
  const removeWidget = connect();
  await sdk.startChat();
  const tokenOfA = heldToken(sdk);
  client.setOptions({ userId: 'B' });
  removeWidget();
  connectChatSdk(client, createSimulatedChatSdk(simulator));
  await minutes(0);
  expect(heldToken(sdk)).toBe(tokenOfA);
  openGate();
  await expect.poll(conversations).toMatchObject([{ contactId: contacts.A, status: 'ended' }]);
  await minutes(0.1);
  await expect.poll(() => heldToken(sdk)).toBeNull();
  disconnectClient();
});

test('keeps the token of the next user when the same SDK is connected again before the chat has ended', async () => {
  const { client, sdk, connect, disconnectClient } = await openUnconnected();
  const { gate, openGate } = createGate();
  sdk.endChat = () => gate;
  const removeWidget = connect();
  await sdk.startChat();
  client.setOptions({ userId: 'B' });
  removeWidget();
  connect();
  await minutes(0);
  await sdk.startChat();
  const tokenOfB = heldToken(sdk);
  expect(tokenOfB).not.toBeNull();
  openGate();
  await minutes(0);
  expect(heldToken(sdk)).toBe(tokenOfB);
  disconnectClient();
});

test('removes the token when the widget is removed and no chat is open, and when the client is gone', async () => {
  const { client, sdk, close } = await openPage();
  await sdk.initialize();
  close();
  await minutes(0);
  expect(heldToken(sdk)).toBeNull();
  const disconnectClient = client.connect();
  const removeWidget = connectChatSdk(client, sdk);
  await sdk.startChat();
  removeWidget();
  expect(heldToken(sdk)).not.toBeNull();
  disconnectClient();
  await minutes(0);
  expect(heldToken(sdk)).toBeNull();
});

test('gives the SDK no token when the user signs out while the event of the response is handled', async () => {
  const page = await openPage({
    // The SDK requests no token while it is initialized.
    sdk: { chatSDKConfig: {} },
    client: {
      onEvent(event) {
        if (event.type === 'token-responded') void page.client.signOut();
      },
    },
  });
  await page.sdk.startChat().catch(() => {});
  expect(heldToken(page.sdk)).toBeNull();
  page.close();
});

test('does not sign a user in during a chat that is authenticated already', async () => {
  const { sdk, getAuthToken, close } = await openPage({ sdk: { midChatSignIn: true } });
  const authenticateChat = vi.spyOn(sdk as unknown as { authenticateChat(): Promise<void> }, 'authenticateChat');
  await sdk.startChat();
  getAuthToken.mockRejectedValue(new Error('The token endpoint is down.'));
  await minutes(16);
  const call = sdk.getConversationDetails().catch(() => {});
  await minutes(1);
  await call;
  expect(heldToken(sdk)).toBeNull();
  getAuthToken.mockImplementation(() => issuer.sign({ sub: contacts.A }));
  await minutes(2);
  expect(authenticateChat).not.toHaveBeenCalled();
  close();
});
