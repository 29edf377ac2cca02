import type { AuthTokenProvider } from '@lcw-auth/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { issuer, readyPage, startChat } from './widget.fixture.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const page = (options = {}) => readyPage({ generation: 'v2', ...options });

describe('a provider has 10 seconds', () => {
  test('9,999 ms are in time', async () => {
    const { sdk, simulator } = page();
    const token = await issuer.sign();
    sdk.setAuthTokenProvider((callback) => void setTimeout(() => callback(token), 9_999));
    const started = startChat(simulator);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(await started).toMatchObject({ authenticated: true });
  });

  test('after 10 seconds the widget raises error 2, and a late answer changes nothing', async () => {
    const { sdk, simulator, errors } = page();
    const token = await issuer.sign();
    sdk.setAuthTokenProvider((callback) => void setTimeout(() => callback(token), 10_001));
    const started = startChat(simulator);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await started).toBe(2);
    expect(errors()).toEqual([2]);
    expect(simulator.getState().chat).toMatchObject({ status: 'failed', errorCode: 2 });
  });

  test('the limit can be set', async () => {
    const { sdk, simulator } = page({ tokenTimeLimit: 500 });
    sdk.setAuthTokenProvider(() => {});
    const started = startChat(simulator);
    await vi.advanceTimersByTimeAsync(500);
    expect(await started).toBe(2);
  });
});

describe('error', () => {
  const failing = async (provider: AuthTokenProvider) => {
    const { sdk, simulator, errors, raised } = page();
    sdk.setAuthTokenProvider(provider);
    const code = await startChat(simulator);
    expect(errors()).toEqual([code]);
    const { errorDescription } = Object(raised.find(({ type }) => type === 'lcw:error')?.detail) as { errorDescription: string };
    return { code, description: errorDescription };
  };

  test('2: the provider throws, or rejects', async () => {
    const expected = { code: 2, description: 'Auth token provider method execution failed' };
    const throwing = () => {
      throw new Error('broken');
    };
    expect(await failing(throwing)).toEqual(expected);
    expect(await failing(async () => throwing())).toEqual(expected);
  });

  test.each([null, '', undefined])('3: the provider answers %j', async (nothing) => {
    const expected = { code: 3, description: "Auth token provider didn't provide any token" };
    expect(await failing((callback) => callback(nothing as never))).toEqual(expected);
  });

  test('3: a lenient script layer finds neither a provider nor a client function', async () => {
    const { simulator, errors } = page({ scriptLayer: 'lenient', setting: issuer.setting({ javascriptClientFunction: '' }) });
    expect(await startChat(simulator)).toBe(3);
    expect(errors()).toEqual([3]);
  });

  test.each(['abc', 'a.b', 'a.b.c.d', 'a.b.c', 7, {}])('4: the provider answers %j', async (token) => {
    const expected = { code: 4, description: 'Auth token provider provided invalid token' };
    expect(await failing((callback) => callback(token as never))).toEqual(expected);
  });

  test('4: Omnichannel refuses the token; the log says why', async () => {
    const { sdk, simulator, logged } = page();
    const token = await issuer.sign({}, { signedWith: 'foreign' });
    sdk.setAuthTokenProvider((callback) => callback(token));
    expect(await startChat(simulator)).toBe(4);
    expect(logged('refused')).toMatchObject([{ from: 'omnichannel', detail: { reason: 'bad-signature' } }]);
  });

  test('4: the log says when only the documents forbid a token', async () => {
    const { sdk, simulator, logged } = page();
    const token = await issuer.sign({ lwicontexts: { msdyn_isvip: true } });
    sdk.setAuthTokenProvider((callback) => callback(token));
    expect(await startChat(simulator)).toBe(4);
    expect(logged('refused')).toMatchObject([
      { detail: { reason: 'context-not-a-string', hint: expect.stringContaining("Simulate that with validation: 'lenient'") } },
    ]);
  });

  test('none for a token that a lenient validation accepts', async () => {
    const { sdk, simulator, errors } = page({ validation: 'lenient' });
    const token = await issuer.sign({ lwicontexts: { msdyn_isvip: { value: true, isDisplayable: true } } });
    sdk.setAuthTokenProvider((callback) => callback(token));
    expect(await simulator.startChat()).toMatchObject({ authenticated: true, context: { msdyn_isvip: true } });
    expect(errors()).toEqual([]);
  });

  test('none for a provider that is not a function: the call throws', () => {
    expect(() => page().sdk.setAuthTokenProvider(null as never)).toThrow(TypeError);
  });
});
