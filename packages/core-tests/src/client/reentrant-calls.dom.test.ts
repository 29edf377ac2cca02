import { expect, test, vi } from 'vitest';
import { createLiveChatAuth } from '@lcw-auth/core';
import { ann, bob, onFakeTime, openPortalPage, pass, sdk, signFor, until } from '../support/portal-page.fixture.js';

onFakeTime();

test('a sign-out in the event of the registration leaves no token in v1', async () => {
  const page = await openPortalPage({
    generation: 'v1',
    onEvent(event) {
      if (event.type === 'registered' && event.provider === 'auth') void page.auth.signOut();
    },
    ready: false,
  });
  await pass(100);
  page.simulator.ready();
  await pass(100);
  expect(page.receivedTokens.at(-1)).toMatchObject({ token: null });
});

test('an error that the widget raises in the callback rejects the chat', async () => {
  const page = await openPortalPage();
  window.dispatchEvent(new CustomEvent('lcw:startChat'));
  void sdk()?.getAuthTokenProvider?.()?.(() => {
    window.dispatchEvent(new CustomEvent('lcw:error', { detail: { errorCode: 4 } }));
  });
  expect(page.state().chat).toEqual({ status: 'open', authentication: 'rejected' });
});

test('a sign-in in the event sign-in-needed does not call onSignInNeeded', async () => {
  const onSignInNeeded = vi.fn<() => void>();
  const page = await openPortalPage({
    userId: null,
    onSignInNeeded,
    onEvent(event) {
      if (event.type === 'sign-in-needed') page.auth.setOptions({ userId: ann });
    },
  });
  expect(await page.responseTo()).not.toBeNull();
  expect(onSignInNeeded).not.toHaveBeenCalled();
});

test('a later request calls onSignInNeeded after a sign-in in the event sign-in-needed', async () => {
  let mayAsk = false;
  const onSignInNeeded = vi.fn();
  const page = await openPortalPage({
    userId: null,
    onSignInNeeded,
    onEvent: ({ type }) => {
      if (type === 'sign-in-needed' && !mayAsk) page.auth.setOptions({ userId: ann });
    },
  });
  await page.responseTo();
  mayAsk = true;
  page.auth.setOptions({ userId: null });
  await page.responseTo();
  expect(onSignInNeeded).toHaveBeenCalledTimes(1);
});

test('options that come together with another user are used for that user only', async () => {
  const page = await openPortalPage({ userChangePolicy: 'keep-chat' });
  await until(page.simulator.startChat());
  const getToken = vi.fn<(request: { userId: string | null }) => Promise<null>>(async () => null);
  page.auth.setOptions({ userId: bob, botSso: { getToken } });
  await pass(100);
  expect(getToken.mock.calls.map(([{ userId }]) => userId)).toEqual([bob]);
});

test('an error that the widget reported to an anonymous visitor is not shown to the user who signs in', async () => {
  const page = await openPortalPage({ userId: null });
  window.dispatchEvent(new CustomEvent('lcw:error', { detail: { errorCode: 3 } }));
  page.auth.setOptions({ userId: ann });
  expect(page.state().authToken).toEqual({ status: 'pending' });
  await pass(100);
});

test("v2 loses its copy of a client's token when that client disconnects and a client of another user responds", async () => {
  const page = await openPortalPage();
  const other = createLiveChatAuth({ userId: bob, getAuthToken: ({ userId }) => signFor(userId), developmentConsole: false });
  const disconnect = other.connect();
  await pass(100);
  expect(await until(page.simulator.startChat())).toMatchObject({ contactId: bob });
  page.auth.closeChat();
  await pass(1_000);
  disconnect();
  await pass(100);
  expect(await until(page.simulator.startChat())).toMatchObject({ contactId: ann });
});
