import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { issuer, openSdk } from './chat-sdk.fixture.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('calls getAuthToken once, at initialize(), and not again when the chat starts', async () => {
  const getAuthToken = vi.fn(() => issuer.sign());
  const { sdk, conversations } = openSdk({ chatSDKConfig: { getAuthToken } });
  await sdk.initialize();
  await sdk.startChat();
  expect(getAuthToken).toHaveBeenCalledOnce();
  expect(await conversations()).toMatchObject([{ authenticated: true, status: 'open' }]);
});

test('calls getAuthToken at startChat() when initialize() obtained no token', async () => {
  const getAuthToken = vi.fn<() => Promise<string | null>>().mockResolvedValueOnce(null);
  getAuthToken.mockImplementation(() => issuer.sign());
  const { sdk } = openSdk({ chatSDKConfig: { getAuthToken } });
  await sdk.initialize();
  await sdk.startChat();
  expect(getAuthToken).toHaveBeenCalledTimes(2);
});

test('sends the captured token after its expiry, so that every call is refused and the chat does not end', async () => {
  const getAuthToken = vi.fn(() => issuer.sign());
  const { sdk, conversations } = openSdk({ chatSDKConfig: { getAuthToken } });
  await sdk.initialize();
  await sdk.startChat();
  vi.advanceTimersByTime(901_000);
  await expect(sdk.getConversationDetails()).rejects.toMatchObject({
    message: 'ConversationDetailsRetrievalFailure',
    httpResponseStatusCode: 401,
  });
  await expect(sdk.endChat()).rejects.toMatchObject({ message: 'ConversationClosureFailure' });
  expect(await conversations()).toMatchObject([{ status: 'open' }]);
  expect(getAuthToken).toHaveBeenCalledOnce();
});

test('keeps the captured token after the chat has ended', async () => {
  const getAuthToken = vi.fn(() => issuer.sign());
  const { sdk } = openSdk({ chatSDKConfig: { getAuthToken } });
  await sdk.initialize();
  await sdk.startChat();
  await sdk.endChat();
  await sdk.startChat();
  expect(getAuthToken).toHaveBeenCalledOnce();
});

test.each([
  ['GetAuthTokenNotFound', undefined],
  ['UndefinedAuthToken', () => Promise.resolve(null)],
  ['GetAuthTokenFailed', () => Promise.reject(new Error('The token endpoint is down.'))],
])('startChat() rejects with %s', async (message, getAuthToken) => {
  const { sdk, conversations } = openSdk(getAuthToken && { chatSDKConfig: { getAuthToken } });
  await sdk.initialize();
  await expect(sdk.startChat()).rejects.toThrow(message);
  expect(await conversations()).toEqual([]);
});

test('startChat() rejects when Omnichannel refuses the token', async () => {
  const getAuthToken = () => issuer.sign({}, { signedWith: 'foreign' });
  const { sdk } = openSdk({ chatSDKConfig: { getAuthToken } });
  await sdk.initialize();
  await expect(sdk.startChat()).rejects.toMatchObject({ message: 'ConversationInitializationFailure', httpResponseStatusCode: 401 });
});

test('does not call getAuthToken when the widget has no chat authentication setting', async () => {
  const getAuthToken = vi.fn(() => issuer.sign());
  const { sdk, conversations } = openSdk({ chatSDKConfig: { getAuthToken } }, { setting: null });
  await sdk.initialize();
  await sdk.startChat();
  expect(getAuthToken).not.toHaveBeenCalled();
  expect(await conversations()).toMatchObject([{ authenticated: false }]);
});
