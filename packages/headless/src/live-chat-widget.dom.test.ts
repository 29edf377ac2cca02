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

test('removes the conversation of a user who left, also when the widget stores it again later', async () => {
  const { client, sdk, conversations, close } = await openPage();
  close();
  const disconnectClient = client.connect();
  const { service } = createBroadcastService();
  const disconnect = connectLiveChatWidget(client, sdk, service);
  // Microsoft's widget stores its state in this way.
  service.getAnyMessage().subscribe(({ eventName, payload }) => {
    if (eventName === 'widget-state') localStorage.setItem(eventName, JSON.stringify(payload));
  });
  const currentState = async () => {
    const { chatId } = await sdk.getChatToken();
    return { eventName: 'widget-state', payload: { domainStates: { liveChatContext: { chatToken: { chatId } } } } };
  };

  await sdk.startChat();
  const stateOfA = await currentState();
  service.getAnyMessage().next(stateOfA);
  expect(localStorage.getItem('widget-state')).toContain(stateOfA.payload.domainStates.liveChatContext.chatToken.chatId);

  client.setOptions({ userId: 'B' });
  expect(localStorage.getItem('widget-state')).toBeNull();
  service.getAnyMessage().next(stateOfA);
  await Promise.resolve();
  expect(localStorage.getItem('widget-state')).toBeNull();

  await expect.poll(conversations).toMatchObject([{ status: 'ended' }]);
  await sdk.startChat();
  service.getAnyMessage().next(await currentState());
  await Promise.resolve();
  const { chatId } = await sdk.getChatToken();
  expect(localStorage.getItem('widget-state')).toContain(chatId);
  disconnect();
  disconnectClient();
});
