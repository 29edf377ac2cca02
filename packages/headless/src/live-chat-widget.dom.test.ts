import { createSimulatedChatSdk } from '@lcw-auth/simulator/chat-sdk';
import { expect, test } from 'vitest';
import { createBroadcastService, openPage } from './headless.fixture.js';
import { connectLiveChatWidget, liveChatWidgetAuth, liveChatWidgetKey } from './live-chat-widget.js';

test('connects the SDK and the cards, and disconnects both', async () => {
  const { client, sdk, conversations, events, close } = await openPage();
  close();
  const disconnectClient = client.connect();
  const { service, heard } = createBroadcastService();
  const { postMessage } = service;
  const opened = heard('StartChat');
  const disconnect = connectLiveChatWidget(client, sdk, service);
  expect(client.getState().widget.status).toBe('ready');
  expect(events.filter(({ type }) => type === 'connected')).toMatchObject([
    { part: 'chat-sdk' },
    { part: 'chat-sdk' },
    { part: 'react-widget' },
  ]);
  await client.startChat();
  expect(opened).toHaveLength(1);
  await sdk.startChat();
  await expect.poll(conversations).toMatchObject([{ authenticated: true }]);
  disconnect();
  expect(client.getState().widget.status).toBe('waiting');
  expect(service.postMessage).toBe(postMessage);
  disconnectClient();
});

test('returns a token of the current user, and null when no user is signed in', async () => {
  const { client, close } = await openPage();
  const { getAuthToken } = liveChatWidgetAuth(client);
  expect(await getAuthToken('auth.getToken')).toMatch(/^ey/u);
  client.setOptions({ userId: null });
  expect(await getAuthToken('auth.getToken')).toBeNull();
  close();
});

test('reports an error when the widget requests a token and no user is signed in', async () => {
  const { client, events, close } = await openPage({ client: { userId: null } });
  expect(await liveChatWidgetAuth(client).getAuthToken('auth.getToken')).toBeNull();
  expect(events).toContainEqual(expect.objectContaining({ type: 'widget-error', code: 'token-not-provided' }));
  close();
});

test("tells the widget how long to wait for a card's decision", async () => {
  const widgetWait = { retries: 5, interval: 500, fallbackShow: false };
  const { client, close } = await openPage({ client: { botSso: { getToken: () => Promise.resolve(null), widgetWait } } });
  expect(liveChatWidgetAuth(client)).toMatchObject({
    webChatContainerProps: {
      botAuthConfig: { fetchBotAuthConfigRetries: 5, fetchBotAuthConfigRetryInterval: 500, fallbackShowSignInCard: false },
    },
  });
  close();
});

test('lets the SDK request the token when sign-in is optional', async () => {
  const { client, close } = await openPage({ client: { signInOptional: true } });
  expect(liveChatWidgetAuth(client).featureConfigProps).toEqual({ disableReauthentication: true });
  close();
});

test('the key changes when a user leaves, and not when a visitor signs in or the session is loading', async () => {
  const { client, close } = await openPage({ client: { userId: null } });
  const keys = ['A', undefined, 'A', 'B', null, 'A'].map((userId) => {
    client.setOptions({ userId });
    return liveChatWidgetKey(client);
  });
  expect(keys).toEqual(['0', '0', '0', '1', '2', '2']);
  close();
});

test('the key changes at a sign-out, although the app still passes the user', async () => {
  const { client, close } = await openPage();
  expect(liveChatWidgetKey(client)).toBe('0');
  await client.signOut();
  expect(liveChatWidgetKey(client)).toBe('1');
  client.setOptions({ userId: null });
  expect(liveChatWidgetKey(client)).toBe('1');
  close();
});

test('the key does not change when the user leaves and the chat is kept', async () => {
  const { client, close } = await openPage({ client: { userChangePolicy: 'keep-chat' } });
  client.setOptions({ userId: 'B' });
  expect(liveChatWidgetKey(client)).toBe('0');
  close();
});

test('a widget that was removed drops its transcript when the user leaves', async () => {
  const { client, sdk, close } = await openPage();
  const { service, heard } = createBroadcastService();
  const closed = heard('InitiateEndChat');
  connectLiveChatWidget(client, sdk, service)();
  client.setOptions({ userId: 'B' });
  expect(closed).toHaveLength(1);
  close();
});

test('a widget that was removed opens no second chat', async () => {
  const { client, sdk: removedSdk, simulator, conversations, close } = await openPage();
  close();
  const disconnectClient = client.connect();
  const { service } = createBroadcastService();
  connectLiveChatWidget(client, removedSdk, service)();
  const sdk = createSimulatedChatSdk(simulator);
  await sdk.initialize();
  connectLiveChatWidget(client, sdk, service);
  // The removed widget still listens for the event that opens the chat.
  void removedSdk.startChat();
  await sdk.startChat();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await conversations()).toHaveLength(1);
  disconnectClient();
});

test('an SDK that is connected again opens chats', async () => {
  const { client, sdk, conversations, close } = await openPage();
  const { service } = createBroadcastService();
  connectLiveChatWidget(client, sdk, service)();
  const disconnect = connectLiveChatWidget(client, sdk, service);
  await sdk.startChat();
  expect(await conversations()).toHaveLength(1);
  disconnect();
  close();
});
