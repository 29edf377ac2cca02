import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { issuer, readyPage, startChat } from './widget.fixture.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

type Callback = (token: string | null) => void;
const page = (options = {}) => readyPage({ generation: 'v2', ...options });
const calls = ['reconnect', 'details', 'transcript', 'survey'] as const;

describe('requests a token', () => {
  test('when a chat starts, not at registration', async () => {
    const { sdk, simulator } = page();
    const token = await issuer.sign();
    const provider = vi.fn((callback: Callback) => callback(token));
    sdk.setAuthTokenProvider(provider);
    expect(provider).not.toHaveBeenCalled();
    expect(await startChat(simulator)).toMatchObject({ authenticated: true });
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test('and waits for a later answer', async () => {
    const { sdk, simulator } = page();
    const token = await issuer.sign();
    sdk.setAuthTokenProvider((callback) => void setTimeout(() => callback(token), 800));
    const started = startChat(simulator);
    await vi.advanceTimersByTimeAsync(800);
    expect(await started).toMatchObject({ authenticated: true });
  });

  test('not while it holds a token that has not expired', async () => {
    const { sdk, simulator } = page();
    const token = await issuer.sign();
    const provider = vi.fn((callback: Callback) => callback(token));
    sdk.setAuthTokenProvider(provider);
    await simulator.startChat();
    for (const operation of calls) await simulator.perform(operation);
    await simulator.endChat();
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test.each([...calls, 'end'] as const)('again for %s after exp', async (operation) => {
    const { sdk, simulator, errors } = page();
    const provider = vi.fn((callback: Callback) => void issuer.sign().then(callback));
    sdk.setAuthTokenProvider(provider);
    await simulator.startChat();
    vi.setSystemTime(Date.now() + 901_000);
    await (operation === 'end' ? simulator.endChat() : simulator.perform(operation));
    expect(provider).toHaveBeenCalledTimes(2);
    expect(errors()).toEqual([]);
  });

  test('not in the same second as exp', async () => {
    const { sdk, simulator } = page({ clockTolerance: 60 });
    vi.setSystemTime(new Date('2026-03-01T12:00:00Z'));
    const token = await issuer.sign();
    const provider = vi.fn((callback: Callback) => callback(token));
    sdk.setAuthTokenProvider(provider);
    await simulator.startChat();
    vi.setSystemTime(new Date('2026-03-01T12:15:00.999Z'));
    await simulator.perform('details');
    expect(provider).toHaveBeenCalledTimes(1);
    vi.setSystemTime(new Date('2026-03-01T12:15:01Z'));
    await simulator.perform('details').catch(() => undefined);
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('a second time, concurrently, when the first answer is slow; the earlier answer counts', async () => {
    const { sdk, simulator } = page();
    const callbacks: Callback[] = [];
    sdk.setAuthTokenProvider((callback) => void callbacks.push(callback));
    const started = startChat(simulator);
    await vi.advanceTimersByTimeAsync(999);
    expect(callbacks).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(callbacks).toHaveLength(2);
    callbacks[1]?.(await issuer.sign());
    expect(await started).toMatchObject({ authenticated: true });
  });

  test('never when the widget has no chat authentication setting, so that Authenticated is No', async () => {
    const { sdk, simulator } = page({ setting: null });
    const provider = vi.fn();
    sdk.setAuthTokenProvider(provider);
    expect(await startChat(simulator)).toMatchObject({ authenticated: false });
    expect(provider).not.toHaveBeenCalled();
  });
});

describe('the same token again after its expiry', () => {
  test('breaks every later call', async () => {
    const { sdk, simulator, errors } = page();
    const token = await issuer.sign();
    sdk.setAuthTokenProvider((callback) => callback(token));
    await simulator.startChat();
    vi.setSystemTime(Date.now() + 901_000);
    for (const operation of calls) await expect(simulator.perform(operation)).rejects.toMatchObject({ errorCode: 4 });
    expect(errors()).toEqual([4, 4, 4, 4]);
    expect(simulator.getState().chat.status).toBe('open');
  });

  test('leaves a ghost chat when the customer ends the chat', async () => {
    const { sdk, simulator, errors } = page();
    const token = await issuer.sign();
    sdk.setAuthTokenProvider((callback) => callback(token));
    await simulator.startChat();
    vi.setSystemTime(Date.now() + 901_000);
    await simulator.endChat();
    expect(errors()).toEqual([4]);
    expect(simulator.getState().chat.status).toBe('closed');
    expect(simulator.conversations).toMatchObject([{ status: 'open' }]);
  });

  test('works again with a new token', async () => {
    const { sdk, simulator } = page();
    let token = await issuer.sign();
    sdk.setAuthTokenProvider((callback) => callback(token));
    await simulator.startChat();
    vi.setSystemTime(Date.now() + 901_000);
    await expect(simulator.perform('details')).rejects.toMatchObject({ errorCode: 4 });
    token = await issuer.sign();
    await simulator.perform('details');
  });
});

describe('exp', () => {
  const provide = async (sdk: ReturnType<typeof page>['sdk'], claims: object) => {
    const token = await issuer.sign({ ...claims });
    const provider = vi.fn((callback: Callback) => callback(token));
    sdk.setAuthTokenProvider(provider);
    return provider;
  };

  test('missing: the widget never refreshes, and Omnichannel refuses the token', async () => {
    const { sdk, simulator } = page();
    const provider = await provide(sdk, { exp: undefined });
    expect(await startChat(simulator)).toBe(4);
    expect(provider).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 365 * 86_400_000);
    expect(await startChat(simulator)).toBe(4);
    expect(provider).toHaveBeenCalledTimes(1);
  });

  test('of 13 digits is read as milliseconds', async () => {
    const { sdk, simulator } = page();
    const provider = await provide(sdk, { exp: Date.now() + 60_000 });
    await simulator.startChat();
    vi.setSystemTime(Date.now() + 59_000);
    await simulator.perform('details');
    expect(provider).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 2_000);
    await expect(simulator.perform('details')).rejects.toMatchObject({ errorCode: 4 });
    expect(provider).toHaveBeenCalledTimes(2);
  });
});

test('a token with a wrong form is held, and sent by the next call', async () => {
  const { sdk, simulator, logged } = page();
  const provider = vi.fn((callback: Callback) => callback('not-a-token'));
  sdk.setAuthTokenProvider(provider);
  expect(await startChat(simulator)).toBe(4);
  expect(logged('chat-requested')).toEqual([]);
  expect(await startChat(simulator)).toBe(4);
  expect(provider).toHaveBeenCalledTimes(1);
  expect(logged('refused')).toMatchObject([{ detail: { reason: 'malformed' } }]);
});

describe('the copy of the token', () => {
  const chatOf = async (options = {}) => {
    const { sdk, simulator } = page(options);
    const provider = vi.fn((callback: Callback) => void issuer.sign().then(callback));
    sdk.setAuthTokenProvider(provider);
    await simulator.startChat();
    return { sdk, simulator, provider };
  };

  test('is forgotten when the chat ends', async () => {
    const { simulator, provider } = await chatOf();
    await simulator.endChat();
    await simulator.startChat();
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('stays in an open chat when the provider is removed, until it expires', async () => {
    const { sdk, simulator } = await chatOf();
    sdk.removeAuthTokenProvider();
    expect(sdk.getAuthTokenProvider()).toBeNull();
    await simulator.perform('details');
    vi.setSystemTime(Date.now() + 901_000);
    await expect(simulator.perform('details')).rejects.toMatchObject({ errorCode: 8 });
  });

  test('is forgotten when the provider is removed outside a chat', async () => {
    const { sdk, simulator } = page();
    const provider = vi.fn((callback: Callback) => void issuer.sign().then(callback));
    sdk.setAuthTokenProvider(provider);
    await sdk.getAgentAvailability();
    sdk.removeAuthTokenProvider();
    sdk.setAuthTokenProvider(provider);
    await simulator.startChat();
    expect(provider).toHaveBeenCalledTimes(2);
  });
});

describe('a token is required', () => {
  const withoutFunction = { setting: issuer.setting({ javascriptClientFunction: '' }) };
  const started = async (options: object) => {
    const { sdk, simulator, logged } = page(options);
    const provider = vi.fn((callback: Callback) => void issuer.sign().then(callback));
    sdk.setAuthTokenProvider(provider);
    const { authenticated } = await simulator.startChat();
    return {
      authenticated,
      calls: provider.mock.calls.length,
      reasons: logged('token-not-requested').map(({ detail }) => detail?.['reason']),
    };
  };

  test('not when the setting has no client function: the chat is anonymous, and the log contains the reason', async () => {
    expect(await started(withoutFunction)).toEqual({
      authenticated: false,
      calls: 0,
      reasons: [expect.stringContaining('names no JavaScript client function')],
    });
  });

  test('when the setting names a client function, even when the page has only a provider', async () => {
    const setting = issuer.setting({ javascriptClientFunction: 'contoso.getToken' });
    expect(await started({ setting })).toEqual({ authenticated: true, calls: 1, reasons: [] });
  });

  test('when the chat is persistent', async () => {
    expect(await started({ ...withoutFunction, persistentChat: true })).toMatchObject({ authenticated: true, calls: 1 });
  });

  test('by a lenient script layer, with any setting', async () => {
    expect(await started({ ...withoutFunction, scriptLayer: 'lenient' })).toMatchObject({ authenticated: true, calls: 1 });
    expect(await started({ setting: null, scriptLayer: 'lenient' })).toMatchObject({ authenticated: false, calls: 0 });
  });
});

test('a token signed with another algorithm is refused by Omnichannel, not by the widget', async () => {
  const { sdk, simulator, logged } = page();
  const token = await new SignJWT({ sub: 'bert' }).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
  sdk.setAuthTokenProvider((callback) => callback(token));
  expect(await startChat(simulator)).toBe(4);
  expect(logged('refused')).toMatchObject([{ detail: { reason: 'wrong-algorithm' } }]);
});
