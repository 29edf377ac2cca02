import { describe, expect, test } from 'vitest';
import { eventually } from '../eventually.fixture.js';
import { openOmnichannel } from '../omnichannel/create-omnichannel.js';
import { generations, issuer, openPage, readyPage, startChat } from './widget.fixture.js';

describe.each(generations)('%s', (generation) => {
  const page = (options = {}) => readyPage({ generation, setting: null, ...options });

  test('startChat raises lcw:startChat and lcw:chatQueued, and opens the panel', async () => {
    const { simulator, types } = page();
    const started = simulator.startChat();
    expect(simulator.getState()).toMatchObject({ chat: { status: 'connecting' }, panel: 'open' });
    const conversation = await started;
    expect(types()).toEqual(['lcw:ready', 'lcw:startChat', 'lcw:chatQueued']);
    expect(simulator.getState().chat).toEqual({ status: 'open', conversation });
    expect(simulator.conversations).toEqual([conversation]);
  });

  test('SDK.startChat and SDK.closeChat open and close the chat from the page', async () => {
    const { sdk, simulator, types } = page();
    sdk.startChat();
    await eventually(() => expect(simulator.getState().chat.status).toBe('open'));
    sdk.closeChat();
    await eventually(() => expect(simulator.conversations).toMatchObject([{ status: 'ended' }]));
    expect(simulator.getState()).toMatchObject({ chat: { status: 'closed' }, panel: 'closed', messages: [] });
    expect(types().slice(-2)).toEqual(['lcw:closeChat', 'lcw:onClose']);
  });

  test('SDK.startProactiveChat opens the chat', async () => {
    const { sdk, simulator } = page();
    sdk.startProactiveChat({ message: 'May I help?' }, true);
    await eventually(() => expect(simulator.getState().chat.status).toBe('open'));
  });

  test('a failed SDK.startChat is reported by the event and the error pane, not by a rejection', async () => {
    const { sdk, simulator, errors } = page({ setting: issuer.setting() });
    sdk.setAuthTokenProvider((callback) => callback(null));
    sdk.startChat();
    await eventually(() => expect(simulator.getState().chat).toMatchObject({ status: 'failed', errorCode: 3 }));
    expect(errors()).toEqual([3]);
  });

  test('an open chat is not opened twice', async () => {
    const { simulator } = page();
    const [first, second] = await Promise.all([simulator.startChat(), simulator.startChat()]);
    expect(second).toBe(first);
    expect(await simulator.startChat()).toBe(first);
    expect(simulator.conversations).toHaveLength(1);
  });

  test('closing a chat that is still connecting closes it after it has opened', async () => {
    const { simulator } = page();
    const started = simulator.startChat();
    await simulator.endChat();
    await started;
    expect(simulator.getState().chat.status).toBe('closed');
    expect(simulator.conversations).toMatchObject([{ status: 'ended' }]);
  });

  test('messages go both ways, with lcw:onMessageSent and lcw:onMessageReceived', async () => {
    const { simulator, types } = page();
    await simulator.startChat();
    simulator.sendMessage('Hello');
    simulator.receiveMessage('I am a bot');
    simulator.receiveMessage('I am an agent', 'agent');
    expect(simulator.getState().messages.map((message) => [message.from, message.type === 'text' && message.text])).toEqual([
      ['customer', 'Hello'],
      ['bot', 'I am a bot'],
      ['agent', 'I am an agent'],
    ]);
    expect(types()).toEqual(expect.arrayContaining(['lcw:onMessageSent', 'lcw:onMessageReceived', 'lcw:threadUpdate']));
    expect(types().filter((type) => type === 'lcw:onMessageReceived')).toHaveLength(2);
    expect(types().filter((type) => type === 'lcw:onMessageSent')).toHaveLength(1);
  });

  test('shows the side that is typing', async () => {
    const { simulator } = page();
    await simulator.startChat();
    simulator.setTyping('agent');
    expect(simulator.getState().typing).toBe('agent');
    simulator.setTyping(null);
    expect(simulator.getState().typing).toBeNull();
  });

  test('minimize and maximize raise lcw:onMinimize and lcw:onMaximize', async () => {
    const { simulator, types } = page();
    await simulator.startChat();
    simulator.minimize();
    expect(simulator.getState().panel).toBe('minimized');
    simulator.maximize();
    expect(simulator.getState().panel).toBe('open');
    expect(types().slice(-2)).toEqual(['lcw:onMinimize', 'lcw:onMaximize']);
  });

  test('a chat that the agent ends raises lcw:closeChat and stays in the panel', async () => {
    const { simulator, types } = page();
    const { id } = await simulator.startChat();
    simulator.receiveMessage('Goodbye', 'agent');
    await simulator.omnichannel.endConversation(id);
    expect(simulator.getState()).toMatchObject({ chat: { status: 'ended' }, panel: 'open', messages: [{ text: 'Goodbye' }] });
    expect(types().at(-1)).toBe('lcw:closeChat');
    expect(() => simulator.sendMessage('Wait')).toThrow('sendMessage() needs an open chat. Await startChat() first.');
    await simulator.endChat();
    expect(simulator.getState().panel).toBe('closed');
  });

  test('after an error the chat can be started again', async () => {
    const { sdk, simulator } = page({ setting: issuer.setting() });
    expect(await startChat(simulator)).toBe(8);
    const token = await issuer.sign();
    sdk.setAuthTokenProvider((callback) => callback(token));
    expect(await startChat(simulator)).toMatchObject({ authenticated: true });
  });

  test.each([1, 2, 3, 4, 7, 8] as const)('reportError raises lcw:error with the code %d and a description', (code) => {
    const { simulator, raised } = page();
    simulator.reportError(code);
    expect(raised.at(-1)).toEqual({ type: 'lcw:error', detail: { errorCode: code, errorDescription: expect.any(String) as string } });
  });

  test('an Omnichannel that cannot be reached, or does not know the widget, causes error 7', async () => {
    const omnichannel = openOmnichannel({});
    expect(await startChat(page({ omnichannel, remember: 'nothing' }).simulator)).toBe(7);
  });

  test('a chat that is requested before lcw:ready starts after lcw:ready', async () => {
    const { simulator } = openPage({ generation, setting: null, readyAfter: 20 });
    expect(await simulator.startChat()).toMatchObject({ status: 'open' });
  });
});

describe.each(generations)('%s: context of unauthenticated chats', (generation) => {
  const page = (options = {}) => readyPage({ generation, setting: null, ...options });
  const contextOf = async ({ simulator }: ReturnType<typeof page>, options = {}) => (await simulator.startChat(options)).context;

  test('comes from the context provider', async () => {
    const it = page();
    const provider = () => ({ page: { value: 'cart', isDisplayable: true }, items: { value: 3 } });
    it.sdk.setContextProvider(provider);
    expect(it.sdk.getContextProvider()).toBe(provider);
    expect(await contextOf(it)).toEqual({ page: 'cart', items: 3 });
  });

  test('comes from startChat, which has priority', async () => {
    const it = page();
    it.sdk.setContextProvider(() => ({ page: { value: 'cart' }, items: { value: 3 } }));
    expect(await contextOf(it, { customContext: { page: { value: 'help' } } })).toEqual({ page: 'help', items: 3 });
  });

  test('is empty when the provider was removed', async () => {
    const it = page();
    it.sdk.setContextProvider(() => ({ page: { value: 'cart' } }));
    it.sdk.removeContextProvider();
    expect(it.sdk.getContextProvider()).toBeNull();
    expect(await contextOf(it)).toEqual({});
  });

  test('creates unknown context variables as text', async () => {
    const it = page({ workstream: { contextVariables: ['items'] } });
    it.sdk.setContextProvider(() => ({ points: { value: 7 }, items: { value: 3 } }));
    expect(await contextOf(it)).toEqual({ points: '7', items: 3 });
  });

  test('is ignored in an authenticated chat', async () => {
    const it = page({ setting: issuer.setting() });
    const token = await issuer.sign({}, { context: { msdyn_isvip: true } });
    it.sdk.setAuthTokenProvider((callback) => callback(token));
    it.sdk.setContextProvider(() => ({ msdyn_isvip: { value: false } }));
    expect(await contextOf(it)).toEqual({ msdyn_isvip: true });
  });

  test('must come from a function', () => {
    expect(() => page().sdk.setContextProvider({} as never)).toThrow(TypeError);
  });
});

test('v1 reads the context at registration; v2 reads it when the chat starts, and a provider that throws causes error 1', async () => {
  let items = 1;
  const v1 = readyPage({ generation: 'v1', setting: null });
  v1.sdk.setContextProvider(() => ({ items: { value: items } }));
  items = 2;
  expect((await v1.simulator.startChat()).context).toEqual({ items: 1 });
  v1.uninstall();

  const v2 = readyPage({ generation: 'v2', setting: null });
  v2.sdk.setContextProvider(() => ({ items: { value: items } }));
  items = 3;
  expect((await v2.simulator.startChat()).context).toEqual({ items: 3 });
  await v2.simulator.endChat();
  v2.sdk.setContextProvider(() => {
    throw new Error('broken');
  });
  expect((await v2.simulator.startChat()).context).toEqual({});
  expect(v2.errors()).toEqual([1]);
});
