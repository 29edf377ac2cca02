import { expect, test } from 'vitest';
import { issuer, openSdk } from './chat-sdk.fixture.js';

const anonymousChat = async () => {
  const opened = openSdk({ midChatSignIn: true, chatSDKConfig: { getAuthToken: () => Promise.resolve(null) } }, { signInOptional: true });
  await opened.sdk.initialize();
  await opened.sdk.startChat();
  return opened;
};

test('starts an anonymous chat without a token when sign-in is optional', async () => {
  const { conversations } = await anonymousChat();
  expect(await conversations()).toMatchObject([{ authenticated: false }]);
});

test('authenticateChat() signs the user in during the chat', async () => {
  const { sdk, conversations } = await anonymousChat();
  await sdk.authenticateChat?.(() => issuer.sign(), { refreshChatToken: true });
  expect(await conversations()).toMatchObject([{ authenticated: true, status: 'open' }]);
});

test.each([
  ['an empty token', () => Promise.resolve('')],
  ['a provider that fails', () => Promise.reject(new Error('offline'))],
  ['a token that Omnichannel refuses', () => issuer.sign({}, { signedWith: 'foreign' })],
])('authenticateChat() rejects %s and the chat stays anonymous', async (_case, provider) => {
  const { sdk, conversations } = await anonymousChat();
  await expect(sdk.authenticateChat?.(provider)).rejects.toThrow('MidConversationAuthFailure');
  expect(await conversations()).toMatchObject([{ authenticated: false }]);
});

test('authenticateChat() is absent by default, as in release 1.11.8', () => {
  expect(openSdk().sdk.authenticateChat).toBeUndefined();
});

test('requires a token in release 1.11.8 even when sign-in is optional', async () => {
  const { sdk } = openSdk({ chatSDKConfig: { getAuthToken: () => Promise.resolve(null) } }, { signInOptional: true });
  await sdk.initialize();
  await expect(sdk.startChat()).rejects.toThrow('UndefinedAuthToken');
});
