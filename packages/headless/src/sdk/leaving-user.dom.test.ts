import { createSimulatedChatSdk } from '@lcw-auth/simulator/chat-sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { contacts, heldToken, issuer, openPage } from '../headless.fixture.js';
import { connectChatSdk } from './connect-chat-sdk.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * 60_000);

test('ends a chat that opens after its user has left', async () => {
  let openGate = () => {};
  const gate = new Promise<void>((resolve) => (openGate = resolve));
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
  const { client, sdk, conversations, close } = await openPage();
  close();
  const disconnectClient = client.connect();
  const removeWidget = connectChatSdk(client, sdk);
  await sdk.startChat();
  localStorage.setItem('0a1b', JSON.stringify(await sdk.getCurrentLiveChatContext()));
  removeWidget();
  const firstToken = heldToken(sdk);
  await minutes(20);
  await expect.poll(() => heldToken(sdk)).not.toBe(firstToken);
  client.setOptions({ userId: 'B' });
  expect(localStorage.getItem('0a1b')).toBeNull();
  await expect.poll(conversations).toMatchObject([{ contactId: contacts.A, status: 'ended' }]);
  expect(client.getState().chat.status).toBe('closed');
  await minutes(0.1);
  expect(heldToken(sdk)).toBeNull();
  disconnectClient();
});

test('ends the chat of an SDK that was connected again during the chat', async () => {
  const { client, sdk, conversations, close } = await openPage();
  close();
  const disconnectClient = client.connect();
  const removeWidget = connectChatSdk(client, sdk);
  await sdk.startChat();
  removeWidget();
  connectChatSdk(client, sdk);
  await sdk.getConversationDetails();
  client.setOptions({ userId: 'B' });
  await expect.poll(conversations).toMatchObject([{ contactId: contacts.A, status: 'ended' }]);
  disconnectClient();
});

test('ends the chat with its token when the app creates a new SDK for each user', async () => {
  const { client, sdk, simulator, conversations, close } = await openPage();
  close();
  const disconnectClient = client.connect();
  const removeWidget = connectChatSdk(client, sdk);
  await sdk.startChat();
  const tokenOfA = heldToken(sdk);
  client.setOptions({ userId: 'B' });
  removeWidget();
  connectChatSdk(client, createSimulatedChatSdk(simulator));
  // Microsoft's SDK reads the token when the operation before the end has finished.
  expect(heldToken(sdk)).toBe(tokenOfA);
  await expect.poll(conversations).toMatchObject([{ contactId: contacts.A, status: 'ended' }]);
  await minutes(0.1);
  expect(heldToken(sdk)).toBeNull();
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
