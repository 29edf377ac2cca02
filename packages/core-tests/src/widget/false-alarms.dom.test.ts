import { expect, test } from 'vitest';
import { createLiveChatAuth } from '@lcw-auth/core';
import { ann, bob, onFakeTime, openPortalPage, pass, sdk, until, type PortalPage } from '../support/portal-page.fixture.js';

onFakeTime();

const raise = (...types: string[]) => types.forEach((type) => window.dispatchEvent(new CustomEvent(type, { detail: null })));
const reports = (page: PortalPage) => page.events.filter(({ type }) => type === 'token-not-requested').length;

test('a chat that is kept for the next user is not reported, because the widget uses the token of the previous user', async () => {
  const page = await openPortalPage({ userChangePolicy: 'keep-chat' });
  raise('lcw:startChat', 'lcw:chatQueued');
  await page.responseTo();
  page.auth.setOptions({ userId: bob });
  await pass(10_000);
  expect(page.state().chat).toEqual({ status: 'open', authentication: 'unknown' });
  expect(reports(page)).toBe(0);
});

test('a page whose own function stands at the path of the client function is not reported, because that function may respond', async () => {
  const page = window as Window & { auth?: object };
  page.auth = { getAuthenticationToken: () => {} };
  const portal = await openPortalPage();
  raise('lcw:startChat', 'lcw:chatQueued');
  await pass(10_000);
  expect(portal.state().chat).toEqual({ status: 'open', authentication: 'unknown' });
  expect(reports(portal)).toBe(0);
  delete page.auth;
});

test('a provider that another script registers during the conversation is not a missing request', async () => {
  const page = await openPortalPage({ developmentConsole: false });
  raise('lcw:startChat', 'lcw:chatQueued');
  await pass(1_000);
  sdk()?.setAuthTokenProvider(() => {});
  await pass(10_000);
  expect(reports(page)).toBe(0);
});

test('a chat that was open while the client was disconnected is not reported', async () => {
  const page = await openPortalPage();
  raise('lcw:startChat', 'lcw:chatQueued');
  page.disconnect();
  await pass(0);
  page.auth.setOptions({ userId: bob });
  page.auth.setOptions({ userId: ann });
  await pass(10_000);
  const disconnect = page.auth.connect();
  raise('lcw:onMessageSent');
  await pass(10_000);
  expect(reports(page)).toBe(0);
  disconnect();
});

test('a chat that another client on this page authenticates is not reported, also after that client has disconnected', async () => {
  const page = await openPortalPage();
  const other = createLiveChatAuth({ userId: ann, getAuthToken: page.auth.getOptions().getAuthToken });
  const disconnect = other.connect();
  await pass(0);
  await until(page.simulator.startChat());
  await pass(10_000);
  expect(other.getState().chat).toEqual({ status: 'open', authentication: 'authenticated' });
  disconnect();
  await pass(0);
  page.auth.setOptions({ userId: undefined });
  page.auth.setOptions({ userId: ann });
  await pass(10_000);
  expect(page.state().chat).toEqual({ status: 'open', authentication: 'unknown' });
  expect(reports(page)).toBe(0);
});
