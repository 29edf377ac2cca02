import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { generations, issuer, readyPage, startChat } from './widget.fixture.js';

type Callback = (token: string | null) => void;
const onPage = window as unknown as Record<string, unknown>;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  vi.useRealTimers();
  delete onPage['auth'];
  delete onPage['getToken'];
});

describe.each(generations)('%s: the JavaScript client function of the setting', (generation) => {
  const page = (javascriptClientFunction = 'auth.getAuthenticationToken', options = {}) =>
    readyPage({ generation, setting: issuer.setting({ javascriptClientFunction }), ...options });
  const put = (getAuthenticationToken: unknown) => void (onPage['auth'] = { getAuthenticationToken });

  test('is called with a callback when a chat starts', async () => {
    const { simulator } = page();
    const token = await issuer.sign();
    const named = vi.fn((callback: Callback) => callback(token));
    put(named);
    expect(named).not.toHaveBeenCalled();
    expect(await startChat(simulator)).toMatchObject({ authenticated: true });
    expect(named.mock.calls).toEqual([[expect.any(Function)]]);
  });

  test('may answer later, within 10 seconds', async () => {
    const { simulator } = page();
    const token = await issuer.sign();
    put((callback: Callback) => void setTimeout(() => callback(token), 9_900));
    const started = startChat(simulator);
    await vi.advanceTimersByTimeAsync(9_900);
    expect(await started).toMatchObject({ authenticated: true });
  });

  test('causes error 2 when it does not answer in 10 seconds', async () => {
    const { simulator, errors } = page();
    put(() => {});
    const started = startChat(simulator);
    await vi.advanceTimersByTimeAsync(10_000);
    if (generation === 'v2') await vi.advanceTimersByTimeAsync(1_000);
    expect(await started).toBe(2);
    expect(errors()).toEqual([2]);
  });

  test('is called without its this', async () => {
    const { simulator } = page();
    const token = await issuer.sign();
    let receiver: unknown = 'not called';
    put(function getAuthenticationToken(this: unknown, callback: Callback) {
      receiver = typeof this;
      callback(token);
    });
    await simulator.startChat();
    expect(receiver).toBe('undefined');
  });

  test('can be on window itself', async () => {
    const token = await issuer.sign();
    onPage['getToken'] = (callback: Callback) => callback(token);
    expect(await startChat(page('getToken').simulator)).toMatchObject({ authenticated: true });
  });

  test('is looked up when it is needed, not before', async () => {
    const { simulator } = page();
    const token = await issuer.sign();
    put((callback: Callback) => callback(token));
    expect(await startChat(simulator)).toMatchObject({ authenticated: true });
  });

  test('causes error 3 when it answers no token', async () => {
    const { simulator, errors } = page();
    put((callback: Callback) => callback(null));
    expect(await startChat(simulator)).toBe(3);
    expect(errors()).toEqual([3]);
  });

  test('causes error 4 when it answers a bad token', async () => {
    const { simulator, errors } = page();
    put((callback: Callback) => callback('bad'));
    expect(await startChat(simulator)).toBe(4);
    expect(errors()).toEqual([4]);
  });

  test.each([
    ['nothing at all', () => {}],
    ['an object without it', () => void (onPage['auth'] = {})],
    ['a value that is not a function', () => put('a token')],
    ['null in its path', () => void (onPage['auth'] = null)],
  ])('causes error 8 when it is not on the page (%s)', async (_what, prepare) => {
    prepare();
    const { simulator, errors } = page();
    await expect(simulator.startChat()).rejects.toMatchObject({
      errorCode: 8,
      reason: expect.stringContaining('names the JavaScript client function "auth.getAuthenticationToken"'),
    });
    expect(errors()).toEqual(generation === 'v1' ? [new TypeError('authFunc is not a function')] : [8]);
  });

  test('is not called when a provider is registered', async () => {
    const { sdk, simulator } = page();
    const token = await issuer.sign();
    const named = vi.fn();
    put(named);
    sdk.setAuthTokenProvider((callback) => callback(token));
    expect(await startChat(simulator)).toMatchObject({ authenticated: true });
    expect(named).not.toHaveBeenCalled();
  });

  test('is called after the provider was removed', async () => {
    const { sdk, simulator } = page();
    const named = vi.fn((callback: Callback) => callback(null));
    put(named);
    sdk.setAuthTokenProvider((callback) => callback(null));
    sdk.removeAuthTokenProvider();
    expect(await startChat(simulator)).toBe(3);
    expect(named).toHaveBeenCalledTimes(1);
  });
});

describe('a client function that throws', () => {
  const thrown = new Error('no XMLHttpRequest');
  const page = (generation: 'v1' | 'v2') => {
    onPage['auth'] = {
      getAuthenticationToken() {
        throw thrown;
      },
    };
    return readyPage({ generation, setting: issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' }) });
  };

  test('v1: lcw:error carries the raw error', async () => {
    const { simulator, raised } = page('v1');
    expect(await startChat(simulator)).toBe(2);
    expect(raised.filter(({ type }) => type === 'lcw:error')).toEqual([{ type: 'lcw:error', detail: thrown }]);
  });

  test('v2: causes error 2', async () => {
    const { simulator, errors } = page('v2');
    expect(await startChat(simulator)).toBe(2);
    expect(errors()).toEqual([2]);
  });
});

describe.each(generations)('%s: optional sign-in', (generation) => {
  const page = () =>
    readyPage({ generation, signInOptional: true, setting: issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' }) });

  test.each([null, ''])('the answer %j means that no user is signed in: the chat is anonymous, without an error', async (nothing) => {
    const { simulator, errors } = page();
    onPage['auth'] = { getAuthenticationToken: (callback: Callback) => callback(nothing) };
    expect(await startChat(simulator)).toMatchObject({ authenticated: false });
    expect(errors()).toEqual([]);
  });

  test('a token authenticates the chat', async () => {
    const { simulator } = page();
    const token = await issuer.sign();
    onPage['auth'] = { getAuthenticationToken: (callback: Callback) => callback(token) };
    expect(await startChat(simulator)).toMatchObject({ authenticated: true });
  });

  test('a bad token causes error 4', async () => {
    const { simulator } = page();
    onPage['auth'] = { getAuthenticationToken: (callback: Callback) => callback('bad') };
    expect(await startChat(simulator)).toBe(4);
  });
});
