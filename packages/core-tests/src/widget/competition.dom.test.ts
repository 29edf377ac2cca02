import { createLiveChatAuth, type AuthTokenProvider } from '@lcw-auth/core';
import { afterEach, describe, expect, test } from 'vitest';
import {
  ann,
  bob,
  claimsOf,
  generations,
  issuer,
  minute,
  onFakeTime,
  openPortalPage,
  pass,
  sdk,
  setVisibility,
  until,
  type PortalPage,
} from '../support/portal-page.fixture.js';

onFakeTime();

type Page = Window & { auth?: unknown };
const page = window as Page;
const installed = () => (page.auth as { getAuthenticationToken?: unknown } | undefined)?.getAuthenticationToken;
afterEach(() => void Reflect.deleteProperty(page, 'auth'));

const conflicts = (opened: PortalPage) => opened.events.flatMap((event) => (event.type === 'conflict' ? [event.code] : []));

describe('The default client function, auth.getAuthenticationToken', () => {
  test('is installed before ready when the path is empty, and authenticates a chat', async () => {
    const opened = await openPortalPage({ ready: false });
    expect(installed()).toBeTypeOf('function');
    opened.simulator.ready();
    sdk()?.removeAuthTokenProvider?.();
    expect(await until(opened.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });

  test('fills an empty place in a plain object, and leaves it again', async () => {
    page.auth = { other: 1 };
    const opened = await openPortalPage();
    expect(installed()).toBeTypeOf('function');
    opened.disconnect();
    await pass(0);
    expect(page.auth).toEqual({ other: 1 });
  });

  test.each([
    ['an authentication client', () => Object.create({ signIn: () => {} }) as object],
    ['a function', () => () => {}],
    ['text', () => 'text'],
    ['an object with its own function', () => ({ getAuthenticationToken: 'own' })],
  ])('is left out without a conflict where window.auth is %s', async (_what, create) => {
    const own = create();
    page.auth = own;
    const opened = await openPortalPage();
    expect(page.auth).toBe(own);
    expect(installed()).not.toBeTypeOf('function');
    raiseAll();
    expect(conflicts(opened)).toEqual([]);
  });

  test.each([
    ['its own function later', () => Object.assign(page.auth as object, { getAuthenticationToken: () => {} })],
    ['its own object later', () => Object.assign(page, { auth: { getAuthenticationToken: () => {} } })],
  ])('is replaced without a conflict when the page defines %s', async (_what, define) => {
    const opened = await openPortalPage();
    define();
    const own = installed();
    raiseAll();
    opened.disconnect();
    await pass(0);
    expect(installed()).toBe(own);
    expect(conflicts(opened)).toEqual([]);
  });

  test('is not installed with clientFunction: false', async () => {
    await openPortalPage({ clientFunction: false });
    expect('auth' in page).toBe(false);
  });
});

/** Raises everything at which the client looks for competition. */
function raiseAll() {
  window.dispatchEvent(new Event('lcw:startChat'));
  setVisibility('visible');
}

describe('Error 8 of the widget', () => {
  test.each([
    ['GetAuthToken function portal.auth.getToken is not present', 'portal.auth.getToken'],
    ['no name here', undefined],
    ['https://evil.example/?token=secret', 'evil.example'],
  ])('names the function of the setting where the widget tells it: %s', async (errorDescription, clientFunction) => {
    const opened = await openPortalPage();
    window.dispatchEvent(new CustomEvent('lcw:error', { detail: { errorCode: 8, errorDescription } }));
    const { authToken } = opened.state();
    expect(authToken).toMatchObject({ error: { code: 'client-function-missing' } });
    expect(authToken.status === 'valid' && authToken.error?.details.clientFunction).toBe(clientFunction);
    expect(JSON.stringify(authToken)).not.toContain('secret');
  });
});

describe('Competition on the page is reported once', () => {
  const widgetEvents = [
    'lcw:ready',
    'lcw:startChat',
    'lcw:closeChat',
    'lcw:chatQueued',
    'lcw:chatRetrieved',
    'lcw:onClose',
    'lcw:onMinimize',
    'lcw:onMaximize',
    'lcw:onMessageReceived',
    'lcw:onMessageSent',
    'lcw:threadUpdate',
    'lcw:getAgentAvailability',
    'lcw:signInCardReceived',
  ];
  const triggers: [string, (opened: PortalPage) => unknown][] = [
    ...widgetEvents.map((type): [string, () => unknown] => [type, () => window.dispatchEvent(new Event(type))]),
    ['the next error of the widget', () => window.dispatchEvent(new CustomEvent('lcw:error', { detail: { errorCode: 2 } }))],
    ['the next return to the page', () => setVisibility('visible')],
    ['the next change to another tab', () => setVisibility('hidden')],
    ['the return of the network', () => window.dispatchEvent(new Event('online'))],
  ];

  test.each(triggers)('when another script calls setAuthTokenProvider, at %s', async (_when, trigger) => {
    const opened = await openPortalPage();
    sdk()?.setAuthTokenProvider((callback) => callback('x.y.z'));
    trigger(opened);
    await pass(0);
    trigger(opened);
    await pass(0);
    expect(conflicts(opened)).toEqual(['conflict-auth-provider']);
  });

  test.each(generations)('when another script called setAuthTokenProvider before the client, with the widget %s', async (generation) => {
    const opened = await openPortalPage({ generation, connected: false });
    const other: AuthTokenProvider = (callback) => callback('x.y.z');
    sdk()?.setAuthTokenProvider(other);
    const disconnect = opened.auth.connect();
    window.dispatchEvent(new Event('lcw:ready'));
    await pass(0);
    expect(sdk()?.getAuthTokenProvider?.()).not.toBe(other);
    expect(conflicts(opened)).toEqual(['conflict-auth-provider']);
    disconnect();
  });

  test.each(generations)('when the provider of another script is replaced at a change of user, with the widget %s', async (generation) => {
    const opened = await openPortalPage({ generation });
    sdk()?.setAuthTokenProvider((callback) => callback('x.y.z'));
    opened.auth.setOptions({ userId: bob });
    await pass(0);
    expect(conflicts(opened)).toEqual(['conflict-auth-provider']);
  });

  test('but neither a second client of this library nor a client that connects again is reported', async () => {
    const opened = await openPortalPage();
    const other = createLiveChatAuth({ userId: ann, getAuthToken: async () => null, onEvent: (event) => opened.events.push(event) });
    const disconnectOther = other.connect();
    await pass(0);
    opened.disconnect();
    await pass(0);
    disconnectOther();
    await pass(0);
    const disconnect = opened.auth.connect();
    await pass(0);
    expect(conflicts(opened)).toEqual([]);
    disconnect();
  });

  test('and the provider of another script stays in place when the client disconnects', async () => {
    const opened = await openPortalPage();
    const other: AuthTokenProvider = (callback) => callback('x.y.z');
    sdk()?.setAuthTokenProvider(other);
    opened.disconnect();
    await pass(0);
    expect(sdk()?.getAuthTokenProvider?.()).toBe(other);
  });

  test.each(triggers)('when another script replaces the client function that the app names, at %s', async (_when, trigger) => {
    const opened = await openPortalPage({ clientFunction: 'auth.getAuthenticationToken' });
    page.auth = { getAuthenticationToken: () => {} };
    trigger(opened);
    await pass(0);
    trigger(opened);
    await pass(0);
    expect(conflicts(opened)).toEqual(['conflict-client-function']);
  });

  test.each(triggers)('when another script sets a context provider on an authenticated chat, at %s', async (_when, trigger) => {
    const opened = await openPortalPage();
    sdk()?.setContextProvider?.(() => ({}));
    trigger(opened);
    await pass(0);
    trigger(opened);
    await pass(0);
    expect(conflicts(opened)).toEqual(['conflict-context-provider']);
  });

  test('when another script replaced the provider, at the next request through the client function', async () => {
    const opened = await openPortalPage({ clientFunction: 'auth.getAuthenticationToken' });
    sdk()?.setAuthTokenProvider((callback) => callback('x.y.z'));
    let token: unknown;
    (installed() as (callback: (value: unknown) => void) => void)((value) => (token = value));
    expect(claimsOf(token).sub).toBe(ann);
    expect(conflicts(opened)).toEqual(['conflict-auth-provider']);
  });

  test('when another script replaced the client function, at the next request of the provider', async () => {
    const opened = await openPortalPage({ clientFunction: 'auth.getAuthenticationToken' });
    page.auth = { getAuthenticationToken: () => {} };
    opened.requestToken();
    expect(conflicts(opened)).toEqual(['conflict-client-function']);
  });

  test('when another script set a context provider, at the next request of the provider', async () => {
    const opened = await openPortalPage();
    sdk()?.setContextProvider?.(() => ({}));
    opened.requestToken();
    expect(conflicts(opened)).toEqual(['conflict-context-provider']);
  });

  test('when another script set a context provider, at the next sign-in card', async () => {
    const opened = await openPortalPage({ botSso: { getToken: async () => null } });
    await until(opened.simulator.startChat());
    sdk()?.setContextProvider?.(() => ({}));
    await until(opened.simulator.sendSignInCard());
    expect(conflicts(opened)).toEqual(['conflict-context-provider']);
  });

  test.each(generations)(
    'when another script registered its provider first, which the library replaces in the ready event (%s)',
    async (generation) => {
      const opened = await openPortalPage({ generation, ready: false });
      const before = () => sdk()?.setAuthTokenProvider((callback) => callback('x.y.z'));
      await pass(0);
      window.addEventListener('lcw:ready', before, { capture: true, once: true });
      opened.simulator.ready();
      await pass(0);
      expect(claimsOf(await opened.responseTo()).sub).toBe(ann);
      expect(conflicts(opened)).toEqual(['conflict-auth-provider']);
    },
  );

  test('but a context provider of an anonymous chat is not reported', async () => {
    const opened = await openPortalPage({ userId: null });
    sdk()?.setContextProvider?.(() => ({}));
    for (const [, trigger] of triggers) trigger(opened);
    await pass(0);
    expect(conflicts(opened)).toEqual([]);
  });

  test('and a page without competition reports none', async () => {
    const opened = await openPortalPage({ simulator: { setting: issuer.setting() } });
    await until(opened.simulator.startChat());
    await pass(20 * minute);
    for (const [, trigger] of triggers) trigger(opened);
    await pass(0);
    expect(conflicts(opened)).toEqual([]);
  });
});
