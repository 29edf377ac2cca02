import { afterEach, expect, test, vi } from 'vitest';
import { createBroadcastService, openPage, type PageOptions } from './headless.fixture.js';
import { connectLiveChatWidget, liveChatWidgetAuth, liveChatWidgetKey } from './live-chat-widget.js';

afterEach(() => localStorage.clear());

/** Opens a page with a widget that posts its state to itself and stores each state that arrives. */
async function openWidget(options: PageOptions = {}) {
  const page = await openPage(options);
  const { service, heard } = createBroadcastService();
  const posted = vi.spyOn(service, 'postMessage');
  const states = heard('widget-state');
  const disconnect = connectLiveChatWidget(page.client, page.sdk, service);
  const stateOf = (chatId: string | undefined) => ({ domainStates: { liveChatContext: { chatToken: { chatId } } } });
  const post = (payload: object) => {
    service.postMessage({ eventName: 'widget-state', payload });
    return posted.mock.lastCall![0];
  };
  const store = (payload: object) => localStorage.setItem('0a1b', JSON.stringify(payload));
  const close = () => {
    disconnect();
    page.close();
  };
  return { ...page, stream: service.getAnyMessage(), states, stateOf, post, store, close };
}

test('a late state of a user who left is not delivered, and the state of the next user is', async () => {
  const { client, sdk, conversations, states, stateOf, post, store, close } = await openWidget();
  await sdk.startChat();
  const stateOfA = stateOf((await sdk.getChatToken()).chatId);
  store(stateOfA);
  post(stateOfA);
  client.setOptions({ userId: 'B' });
  expect(localStorage.getItem('0a1b')).toBeNull();

  await expect.poll(conversations).toMatchObject([{ status: 'ended' }]);
  await sdk.startChat();
  const stateOfB = stateOf((await sdk.getChatToken()).chatId);
  post(stateOfB);
  await expect.poll(() => states).toEqual([stateOfB]);
  close();
});

test('a message is delivered once, and an older state does not follow a newer one', async () => {
  const { stream, states, stateOf, post, close } = await openWidget();
  const older = post({ ...stateOf(undefined), isActive: false });
  await expect.poll(() => states).toHaveLength(1);
  const newer = post({ ...stateOf(undefined), isActive: true });
  await expect.poll(() => states).toHaveLength(2);

  stream.next({ ...older, eventId: 'late' });
  stream.next({ ...newer, eventId: 'repeated' });
  stream.next({ ...newer, eventId: 'repeated' });
  expect(states).toMatchObject([{ isActive: false }, { isActive: true }, { isActive: true }]);
  close();
});

test('removes a stored conversation that the next user of the page may not resume', async () => {
  const { sdk, states, stateOf, post, store, close } = await openWidget({ client: { userId: 'B' } });
  const state = stateOf('conversation-of-A');
  store(state);
  const resumes = { liveChatContext: state.domainStates.liveChatContext } as never;
  await expect(sdk.getConversationDetails(resumes)).rejects.toThrow('ConversationDetailsRetrievalFailure');
  expect(localStorage.getItem('0a1b')).toBeNull();
  post(state);
  post({ ...stateOf(undefined), isNew: true });
  await expect.poll(() => states).toMatchObject([{ isNew: true }]);
  close();
});

test('removes a stored conversation when the widget needs a token and no user is signed in, and replaces the widget', async () => {
  const { client, states, stateOf, post, store, close } = await openWidget({ client: { userId: null } });
  const state = stateOf('conversation-of-A');
  store(state);
  post(state);
  await expect.poll(() => states).toHaveLength(1);
  expect(await liveChatWidgetAuth(client).getAuthToken()).toBeNull();
  expect(localStorage.getItem('0a1b')).toBeNull();
  expect(liveChatWidgetKey(client)).toBe('1');

  store(stateOf('another-conversation-of-A'));
  post(stateOf('another-conversation-of-A'));
  await expect.poll(() => localStorage.getItem('0a1b')).toBeNull();
  expect(states).toHaveLength(1);
  close();
});

test('keeps a stored anonymous conversation when sign-in is optional', async () => {
  const { client, states, stateOf, post, store, close } = await openWidget({ client: { userId: null, signInOptional: true } });
  const state = stateOf('anonymous-conversation');
  store(state);
  expect(await liveChatWidgetAuth(client).getAuthToken()).toBeNull();
  post(state);
  await expect.poll(() => states).toHaveLength(1);
  expect(localStorage.getItem('0a1b')).not.toBeNull();
  expect(liveChatWidgetKey(client)).toBe('0');
  close();
});

test('delivers the states of another tab, whose clock may differ', async () => {
  const { stream, states, stateOf, post, close } = await openWidget();
  post({ ...stateOf(undefined), tab: 1 });
  await expect.poll(() => states).toHaveLength(1);
  const payload = { ...stateOf(undefined), tab: 2 };
  stream.next({ eventName: 'widget-state', eventId: 'other-tab', posted: { pageStart: 1, after: 1 }, payload });
  expect(states).toMatchObject([{ tab: 1 }, { tab: 2 }]);
  close();
});

test('keeps a stored conversation while the session is loading', async () => {
  const { stateOf, states, post, store, close } = await openWidget({ client: { userId: undefined } });
  const state = stateOf('conversation-of-A');
  store(state);
  post(state);
  await expect.poll(() => states).toHaveLength(1);
  expect(localStorage.getItem('0a1b')).not.toBeNull();
  close();
});

test('keeps a stored conversation while the token endpoint is down', async () => {
  const { client, getAuthToken, stateOf, states, post, store, close } = await openWidget({ client: { tokenTimeout: 100 } });
  getAuthToken.mockRejectedValue(new Error('The token endpoint is down.'));
  client.setOptions({ userId: 'B' });
  const state = stateOf('conversation-of-B');
  store(state);
  expect(await liveChatWidgetAuth(client).getAuthToken()).toBeNull();
  post(state);
  await expect.poll(() => states).toHaveLength(1);
  expect(localStorage.getItem('0a1b')).not.toBeNull();
  close();
});
