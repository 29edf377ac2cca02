import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { issuer, readyPage, startChat } from './widget.fixture.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const page = (options = {}) => readyPage({ generation: 'v1', ...options });
const contactOf = async (started: ReturnType<typeof startChat>) => (await started) as { authenticated: boolean; contactId: string | null };
const bert = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
const ada = '1b2c3d4e-0000-4000-8000-000000000001';

test('calls the provider at registration, and at no other time', async () => {
  const { sdk, simulator } = page();
  const token = await issuer.sign();
  const provider = vi.fn((callback: (token: string) => void) => callback(token));
  sdk.setAuthTokenProvider(provider);
  expect(provider).toHaveBeenCalledTimes(1);
  expect(await startChat(simulator)).toMatchObject({ authenticated: true });
  await simulator.perform('transcript');
  await simulator.endChat();
  expect(provider).toHaveBeenCalledTimes(1);
});

test('a provider that answers later posts no token, which causes error 3', async () => {
  const { sdk, simulator, errors } = page();
  const token = await issuer.sign();
  sdk.setAuthTokenProvider((callback) => void setTimeout(() => callback(token), 1));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await startChat(simulator)).toBe(3);
  expect(errors()).toEqual([3]);
});

test('a promise that answers in the next microtask is late too', async () => {
  const { sdk, simulator } = page();
  const token = await issuer.sign();
  sdk.setAuthTokenProvider(async (callback) => {
    await Promise.resolve();
    callback(token);
  });
  await Promise.resolve();
  expect(await startChat(simulator)).toBe(3);
});

test("a provider that answers later posts the previous user's token", async () => {
  const { sdk, simulator } = page();
  const [bertsToken, adasToken] = [await issuer.sign({ sub: bert }), await issuer.sign({ sub: ada })];
  sdk.setAuthTokenProvider((callback) => callback(bertsToken));
  sdk.setAuthTokenProvider((callback) => void setTimeout(() => callback(adasToken), 1));
  await vi.advanceTimersByTimeAsync(1);
  expect(await contactOf(startChat(simulator))).toMatchObject({ contactId: bert });
});

test('a late answer is posted by the next registration', async () => {
  const { sdk, simulator } = page();
  const token = await issuer.sign();
  sdk.setAuthTokenProvider((callback) => void setTimeout(() => callback(token), 1));
  await vi.advanceTimersByTimeAsync(1);
  sdk.setAuthTokenProvider(() => {});
  expect(await startChat(simulator)).toMatchObject({ authenticated: true });
});

test('registering again gives the widget a new token', async () => {
  const { sdk, simulator } = page();
  const expired = await issuer.signExpired();
  sdk.setAuthTokenProvider((callback) => callback(expired));
  expect(await startChat(simulator)).toBe(4);
  const token = await issuer.sign();
  sdk.setAuthTokenProvider((callback) => callback(token));
  expect(await startChat(simulator)).toMatchObject({ authenticated: true });
});

test('a token that has expired since registration causes error 4', async () => {
  const { sdk, simulator } = page();
  const token = await issuer.sign();
  sdk.setAuthTokenProvider((callback) => callback(token));
  vi.setSystemTime(Date.now() + 900_000);
  expect(await startChat(simulator)).toBe(4);
});

test('removeAuthTokenProvider resets the getter and keeps the captured token', async () => {
  const { sdk, simulator } = page();
  const token = await issuer.sign();
  sdk.setAuthTokenProvider((callback) => callback(token));
  sdk.removeAuthTokenProvider();
  expect(sdk.getAuthTokenProvider()).toBeNull();
  expect(await contactOf(startChat(simulator))).toMatchObject({ authenticated: true, contactId: bert });
});

test('registering a provider that answers null clears the token', async () => {
  const { sdk, simulator } = page();
  const token = await issuer.sign();
  sdk.setAuthTokenProvider((callback) => callback(token));
  sdk.setAuthTokenProvider((callback) => callback(null));
  expect(await startChat(simulator)).toBe(3);
});

test('getAuthTokenProvider returns the provider, or null', () => {
  const { sdk } = page();
  const provider = () => {};
  expect(sdk.getAuthTokenProvider()).toBeNull();
  sdk.setAuthTokenProvider(provider);
  expect(sdk.getAuthTokenProvider()).toBe(provider);
});

test('a provider that throws makes the registration throw, and is not kept', () => {
  const { sdk } = page();
  const provider = () => {
    throw new Error('broken');
  };
  expect(() => sdk.setAuthTokenProvider(provider)).toThrow('broken');
  expect(sdk.getAuthTokenProvider()).toBeNull();
});

test('an argument that is not a function throws', () => {
  expect(() => page().sdk.setAuthTokenProvider('token' as never)).toThrow(TypeError);
});

describe('without a chat authentication setting', () => {
  test('the provider is still called at registration, and Authenticated is No', async () => {
    const { sdk, simulator } = page({ setting: null });
    const token = await issuer.sign();
    const provider = vi.fn((callback: (token: string) => void) => callback(token));
    sdk.setAuthTokenProvider(provider);
    expect(await startChat(simulator)).toMatchObject({ authenticated: false, contactId: null });
    expect(provider).toHaveBeenCalledTimes(1);
  });
});

test('an open chat requests no further token', async () => {
  const { sdk, simulator, errors } = page();
  const token = await issuer.sign();
  sdk.setAuthTokenProvider((callback) => callback(token));
  await simulator.startChat();
  vi.setSystemTime(Date.now() + 3_600_000);
  await simulator.perform('survey');
  await simulator.endChat();
  expect(errors()).toEqual([]);
  expect(simulator.conversations).toMatchObject([{ status: 'ended' }]);
});
