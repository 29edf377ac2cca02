import { createFaultBoard, scenarios } from '@lcw-auth/simulator';
import { describe, expect, test } from 'vitest';
import {
  ann,
  issuer,
  onFakeTime,
  openPortalPage,
  pass,
  sdk,
  until,
  type PortalPage,
  type PortalPageOptions,
} from '../support/portal-page.fixture.js';

onFakeTime();

const raise = (...types: string[]) => types.forEach((type) => window.dispatchEvent(new CustomEvent(type, { detail: null })));
const reports = (page: PortalPage) => page.events.filter(({ type }) => type === 'token-not-requested').length;

/** Opens a page whose simulated administrator made the mistake of a scenario. */
function openWithScenario(id: string, options: PortalPageOptions = {}) {
  const faults = createFaultBoard();
  scenarios.find((scenario) => scenario.id === id)!.apply(faults);
  return openPortalPage({ ...options, simulator: { setting: issuer.setting(), faults, ...options.simulator } });
}

describe("A signed-in user's conversation for which the widget never requests a token", () => {
  test.each(['no-authentication-setting', 'no-client-function'])('is not-requested three seconds after it began: %s', async (id) => {
    const page = await openWithScenario(id);
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: false });
    await pass(2_000);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'unknown' });
    await pass(1_000);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'not-requested' });
    await pass(60_000);
    expect(reports(page)).toBe(1);
  });

  test('is not-requested when the setting names the function of another script, which responds', async () => {
    const page = await openWithScenario('other-client-function', { signInOptional: true });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: false });
    await pass(5_000);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'not-requested' });
  });

  test('is reported again for the next chat', async () => {
    const page = await openPortalPage();
    for (let chat = 1; chat <= 2; chat += 1) {
      raise('lcw:startChat', 'lcw:chatQueued');
      await pass(3_000);
      raise('lcw:closeChat');
      expect(reports(page)).toBe(chat);
    }
    expect(page.state().chat).toEqual({ status: 'closed' });
  });

  test('is no longer not-requested after a later request', async () => {
    const page = await openPortalPage();
    raise('lcw:startChat', 'lcw:onMessageSent');
    await pass(3_000);
    expect(page.state().chat).toMatchObject({ authentication: 'not-requested' });
    page.requestToken();
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'authenticated' });
  });
});

describe('A chat is not called not-requested', () => {
  test.each([
    ['during a pre-chat survey', ['lcw:startChat']],
    ['when the widget resumed it', ['lcw:chatRetrieved']],
    ['when the widget reported it as started and then as resumed', ['lcw:startChat', 'lcw:chatRetrieved', 'lcw:onMessageReceived']],
    ['when it was opened before the client connected', ['lcw:onMessageReceived']],
    ['when it was closed in time', ['lcw:startChat', 'lcw:chatQueued', 'lcw:closeChat']],
  ])('%s', async (_when, types) => {
    const page = await openPortalPage();
    raise(...types);
    await pass(10_000);
    expect(page.state().chat).not.toMatchObject({ authentication: 'not-requested' });
    expect(reports(page)).toBe(0);
  });

  test('in v1, which reads the token at registration', async () => {
    const page = await openPortalPage({ generation: 'v1' });
    raise('lcw:startChat', 'lcw:chatQueued');
    await pass(10_000);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'unknown' });
  });

  test('when the widget already holds a token', async () => {
    const page = await openPortalPage();
    page.requestToken();
    raise('lcw:startChat', 'lcw:chatQueued');
    await pass(10_000);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'authenticated' });
  });

  test('when it runs in a separate window', async () => {
    const page = await openPortalPage();
    Object.assign(sdk()!, { startChat: () => raise('lcw:startChat', 'lcw:chatQueued') });
    await page.auth.startChat({ inNewWindow: true });
    await pass(10_000);
    expect(reports(page)).toBe(0);
  });

  test('when it runs in a separate window; a later chat in the page is reported', async () => {
    const page = await openPortalPage();
    Object.assign(sdk()!, { startChat: () => raise('lcw:startChat', 'lcw:chatQueued') });
    await page.auth.startChat({ inNewWindow: true });
    raise('lcw:closeChat', 'lcw:startChat', 'lcw:chatQueued');
    await pass(10_000);
    expect(reports(page)).toBe(1);
  });

  test('when another script responds: that is a conflict', async () => {
    const page = await openWithScenario('other-provider', { signInOptional: true });
    await until(page.simulator.startChat());
    await pass(10_000);
    expect(reports(page)).toBe(0);
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'conflict', code: 'conflict-auth-provider' }));
  });

  test('when no user is signed in: it is anonymous', async () => {
    const page = await openPortalPage({ userId: null });
    raise('lcw:startChat', 'lcw:chatQueued');
    await pass(10_000);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'anonymous' });
    expect(reports(page)).toBe(0);
  });
});

describe('The state of a chat', () => {
  test('is unknown while the session is loading, and anonymous when no user is signed in', async () => {
    const page = await openPortalPage({ userId: undefined });
    raise('lcw:startChat', 'lcw:chatQueued');
    await pass(10_000);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'unknown' });
    page.auth.setOptions({ userId: null });
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'anonymous' });
  });

  test('is authenticated when the widget received a token', async () => {
    const page = await openPortalPage();
    await until(page.simulator.startChat());
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'authenticated' });
    page.auth.closeChat();
    await pass(100);
    expect(page.state().chat).toEqual({ status: 'closed' });
  });

  test.each([3, 4] as const)('is rejected when the widget reports error %i', async (code) => {
    const page = await openPortalPage();
    raise('lcw:startChat');
    page.simulator.reportError(code);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'rejected' });
  });
});

describe('Optional sign-in', () => {
  test('after one null the widget requests no token until the chat ends, and the state says that the chat stays anonymous', async () => {
    const page = await openWithScenario('chat-before-sign-in', { userId: null, signInOptional: true });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: false });
    page.events.length = 0;
    page.auth.setOptions({ userId: ann });
    await pass(5_000);
    await until(page.simulator.perform('transcript'));
    expect(page.events.map(({ type }) => type)).not.toContain('token-requested');
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'anonymous' });
    expect(reports(page)).toBe(0);

    page.auth.closeChat();
    await pass(100);
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'authenticated' });
  });

  test('after an anonymous chat, a chat of the user for which no token is requested is not-requested', async () => {
    const page = await openPortalPage({ userId: null, signInOptional: true });
    raise('lcw:startChat', 'lcw:chatQueued');
    await page.responseTo();
    page.auth.setOptions({ userId: ann });
    raise('lcw:closeChat', 'lcw:startChat', 'lcw:chatQueued');
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'unknown' });
    await pass(3_000);
    expect(page.state().chat).toEqual({ status: 'open', authentication: 'not-requested' });
  });
});

describe('A persistent chat', () => {
  test('requests a token also when the setting names no client function', async () => {
    const setting = issuer.setting({ javascriptClientFunction: '' });
    const page = await openPortalPage({ simulator: { setting, persistentChat: true } });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });

  test.each([
    ['ended by close-chat', 'close-chat', 'ended'],
    ['kept by keep-chat', 'keep-chat', 'open'],
  ] as const)('is %s when its user leaves', async (_what, userChangePolicy, status) => {
    const page = await openPortalPage({ userChangePolicy, simulator: { persistentChat: true } });
    await until(page.simulator.startChat());
    page.auth.setOptions({ userId: null });
    await pass(100);
    expect(page.simulator.conversations).toMatchObject([{ status, contactId: ann }]);
  });
});

describe('The script layer', () => {
  test.each([
    ['strict', false],
    ['lenient', true],
  ] as const)('that is %s about a setting without a client function: authenticated is %j', async (scriptLayer, authenticated) => {
    const page = await openPortalPage({ simulator: { setting: issuer.setting({ javascriptClientFunction: '' }), scriptLayer } });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated });
  });
});
