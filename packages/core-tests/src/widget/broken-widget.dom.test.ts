import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLiveChatAuth, type WidgetWindow } from '@lcw-auth/core';
import {
  ann,
  bob,
  claimsOf,
  generations,
  minute,
  onFakeTime,
  openPortalPage,
  pass,
  sdk,
  signFor,
  until,
} from '../support/portal-page.fixture.js';

onFakeTime();

const fail = () => {
  throw new Error('The widget is broken.');
};
const reject = () => Promise.reject(new Error('The widget is broken.'));
const methods = [
  'setAuthTokenProvider',
  'getAuthTokenProvider',
  'removeAuthTokenProvider',
  'setBotAuthTokenProvider',
  'getContextProvider',
  'closeChat',
] as const;

describe.each(generations)('SDK methods of the widget %s', (generation) => {
  test.each([
    ['throw', fail],
    ['return promises that reject', reject],
  ])('that %s do no harm', async (_how, method) => {
    const page = await openPortalPage({ generation, ready: false, botSso: { getToken: async () => 'bot-token' } });
    await pass(0);
    const breakMethods = () => Object.assign(sdk()!, Object.fromEntries(methods.map((name) => [name, method])));
    window.addEventListener('lcw:ready', breakMethods, { once: true, capture: true });
    page.simulator.ready();
    await pass(0);
    expect(page.state().widget.status).toBe('ready');
    window.dispatchEvent(new Event('lcw:startChat'));
    await pass(14 * minute);
    page.auth.closeChat();
    page.auth.setOptions({ userId: bob });
    await pass(0);
    await page.auth.signOut();
    await pass(minute);
    const types = page.events.map(({ type }) => type);
    expect(types).toContain('registration-failed');
    expect(types).toContain('close-chat-failed');
    page.auth.retry();
    expect(claimsOf(await until(page.auth.getAuthToken())).sub).toBe(bob);
  });

  test('that are missing do no harm', async () => {
    const page = await openPortalPage({ generation });
    const { setAuthTokenProvider, setBotAuthTokenProvider, startChat, closeChat } = sdk()!;
    (window as WidgetWindow).Microsoft = {
      Omnichannel: { LiveChatWidget: { SDK: { setAuthTokenProvider, setBotAuthTokenProvider, startChat, closeChat } } },
    };
    page.auth.setOptions({ userId: bob });
    await pass(minute);
    expect(page.state()).toMatchObject({ widget: { status: 'ready' }, authToken: { status: 'valid', claims: { sub: bob } } });
  });
});

describe('A closeChat that fails', () => {
  test.each([
    ['throws', fail],
    ['rejects', reject],
  ])('because it %s is reported as close-chat-failed only', async (_how, closeChat) => {
    const page = await openPortalPage();
    Object.assign(sdk()!, { closeChat });
    page.events.length = 0;
    page.auth.closeChat();
    await pass(0);
    expect(page.events.map(({ at: _at, ...event }) => event)).toEqual([{ type: 'close-chat-failed', code: 'close-chat-failed' }]);
  });
});

describe('A getter that throws', () => {
  const page = window as Window & { Microsoft?: unknown; auth?: unknown };
  afterEach(() => {
    Reflect.deleteProperty(page, 'Microsoft');
    Reflect.deleteProperty(page, 'auth');
  });

  test.each([
    ['window.Microsoft', () => Object.defineProperty(page, 'Microsoft', { configurable: true, get: fail })],
    [
      'the SDK',
      () => {
        page.Microsoft = { Omnichannel: { LiveChatWidget: Object.defineProperty({}, 'SDK', { get: fail }) } };
      },
    ],
  ])('in place of %s means that there is no widget', async (_where, define) => {
    define();
    const onEvent = vi.fn<(event: object) => void>();
    const auth = createLiveChatAuth({ userId: ann, getAuthToken: () => signFor(ann), readyTimeout: 5_000, onEvent });
    const disconnect = auth.connect();
    window.dispatchEvent(new Event('lcw:ready'));
    await pass(5_000);
    expect(auth.getState().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-not-ready' } });
    disconnect();
    await pass(0);
  });

  test.each([
    ['window.auth', () => Object.defineProperty(page, 'auth', { configurable: true, get: fail })],
    [
      'the client function',
      () => {
        page.auth = Object.defineProperty({}, 'getAuthenticationToken', { get: fail });
      },
    ],
  ])('in place of %s leaves the function out', async (_where, define) => {
    define();
    for (const clientFunction of [undefined, 'auth.getAuthenticationToken']) {
      const opened = await openPortalPage({ clientFunction, ready: false });
      await pass(0);
      window.dispatchEvent(new Event('visibilitychange'));
      expect(opened.state().authToken.status).toBe('valid');
      opened.disconnect();
      await pass(0);
    }
  });
});

describe("v1's provider, called later by other code", () => {
  test('fetches a token and responds when none is held', async () => {
    const page = await openPortalPage({ generation: 'v1' });
    const provider = sdk()!.getAuthTokenProvider!()!;
    page.endpoint.answer = () => Promise.reject(new Error('down'));
    await pass(16 * minute);
    expect(page.state().authToken.status).toBe('error');
    page.endpoint.answer = null;
    page.endpoint.delay = 3_000;
    const answers: unknown[] = [];
    void provider((token) => answers.push(token));
    await pass(0);
    expect(answers).toEqual([]);
    await pass(4_000);
    expect(answers.map((token) => claimsOf(token).sub)).toEqual([ann]);
  });
});
