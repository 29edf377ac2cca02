import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createLiveChatAuth, type LiveChatAuthEvent, type LiveChatAuthOptions } from '@lcw-auth/core';
import {
  ann,
  bob,
  claimsOf,
  freshCopy,
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

const warn = vi.fn<typeof console.warn>();
beforeEach(() => {
  warn.mockReset();
  vi.spyOn(console, 'warn').mockImplementation(warn);
});

const isRegistration = (event: LiveChatAuthEvent, provider: string) => event.type === 'registered' && event.provider === provider;

/** A second client on the page, of this copy of the library or of another. */
function another(options: Partial<LiveChatAuthOptions> = {}, create = createLiveChatAuth) {
  const events: LiveChatAuthEvent[] = [];
  const auth = create({
    userId: ann,
    getAuthToken: ({ userId }) => signFor(userId),
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { auth, events, disconnect: auth.connect() };
}

describe.each(generations)('One registration for repeated connections, with the widget %s', (generation) => {
  const botSso = { getToken: async () => null };

  test('connect, disconnect and connect in one task, as in StrictMode, change nothing', async () => {
    const page = await openPortalPage({ generation, botSso, connected: false, ready: false });
    page.auth.connect()();
    const disconnect = page.auth.connect();
    page.simulator.ready();
    await pass(0);
    expect(page.endpoint.requests).toHaveLength(1);
    expect(page.registrations()).toBe(1);
    expect(page.events.filter((event) => isRegistration(event, 'bot'))).toHaveLength(1);
    disconnect();
  });

  test('a remount keeps the token, and registers it again', async () => {
    const page = await openPortalPage({ generation, botSso });
    page.disconnect();
    await pass(minute);
    const disconnect = page.auth.connect();
    expect(claimsOf(page.requestToken().answers[0]?.token).sub).toBe(ann);
    expect(page.endpoint.requests).toHaveLength(1);
    expect(page.events.filter((event) => isRegistration(event, 'bot'))).toHaveLength(1);
    disconnect();
  });

  test('a remount after the expiry fetches a new one', async () => {
    const page = await openPortalPage({ generation });
    page.disconnect();
    await pass(20 * minute);
    const disconnect = page.auth.connect();
    await pass(0);
    expect(page.endpoint.requests).toHaveLength(2);
    expect(page.state().authToken).toMatchObject({ status: 'valid', expiresAt: Date.now() + 15 * minute });
    disconnect();
  });

  test('a remount requests again what failed before', async () => {
    const page = await openPortalPage({ generation, endpoint: { answer: async () => 'no JWT' } });
    page.disconnect();
    await pass(0);
    page.endpoint.answer = null;
    const disconnect = page.auth.connect();
    await pass(0);
    expect(page.state().authToken.status).toBe('valid');
    disconnect();
  });

  test('connect twice is one connection, and the last disconnect ends it', async () => {
    const page = await openPortalPage({ generation });
    const second = page.auth.connect();
    page.disconnect();
    page.disconnect();
    await pass(0);
    expect(page.state().widget.status).toBe('ready');
    expect(page.registrations()).toBe(1);
    second();
    await pass(0);
    expect(page.state().widget.status).toBe('waiting');
  });

  test('a client of a new copy of the library takes over, as after a hot update, and the bot provider is registered once', async () => {
    const page = await openPortalPage({ generation, botSso });
    page.disconnect();
    const copy = await freshCopy();
    const renewed = another({ botSso }, copy.createLiveChatAuth);
    await pass(0);
    expect(claimsOf(page.requestToken().answers[0]?.token).sub).toBe(ann);
    expect([...page.events, ...renewed.events].filter((event) => isRegistration(event, 'bot'))).toHaveLength(1);
    renewed.disconnect();
  });
});

describe.each(generations)('Two clients on one page, with the widget %s', (generation) => {
  test('with one user register once and report no conflict', async () => {
    const page = await openPortalPage({ generation, botSso: { getToken: async () => null } });
    const other = another({ botSso: { getToken: async () => null } });
    await pass(0);
    expect([...page.events, ...other.events].filter((event) => isRegistration(event, 'bot'))).toHaveLength(1);
    expect(claimsOf(page.requestToken().answers[0]?.token).sub).toBe(ann);
    expect(warn).not.toHaveBeenCalled();
    other.disconnect();
  });

  test('register the bot provider once when one connects inside an event of the other', async () => {
    let other: ReturnType<typeof another> | undefined;
    const page = await openPortalPage({
      generation,
      botSso: { getToken: async () => null },
      onEvent: (event) => {
        if (event.type === 'registered') other ??= another({ botSso: { getToken: async () => null } });
      },
    });
    await pass(0);
    expect([...page.events, ...(other?.events ?? [])].filter((event) => isRegistration(event, 'bot'))).toHaveLength(1);
    other?.disconnect();
  });

  test('with two users use the one that connected last, and report a conflict once', async () => {
    const page = await openPortalPage({ generation });
    const other = another({ userId: bob });
    await pass(0);
    expect(claimsOf(page.requestToken().answers[0]?.token).sub).toBe(bob);
    expect(await until(page.simulator.startChat())).toMatchObject({ contactId: bob });
    window.dispatchEvent(new CustomEvent('lcw:ready'));
    await pass(0);
    expect(other.events.filter(({ type }) => type === 'conflict')).toMatchObject([{ code: 'conflict-users' }]);
    other.disconnect();
  });

  test('use the first one again when the last one disconnects', async () => {
    const page = await openPortalPage({ generation });
    const other = another({ userId: bob });
    await pass(0);
    other.disconnect();
    await pass(0);
    expect(claimsOf(page.requestToken().answers[0]?.token).sub).toBe(ann);
    expect(await until(page.simulator.startChat())).toMatchObject({ contactId: ann });
  });

  test('do not register again at a renewal of the one that does not respond', async () => {
    const page = await openPortalPage({ generation });
    const other = another({ userId: bob });
    await pass(5 * minute);
    page.receivedTokens.length = 0;
    await until(page.auth.getAuthToken({ force: true }));
    expect(page.receivedTokens).toEqual([]);
    other.disconnect();
  });

  test('of two copies of the library register once', async () => {
    const page = await openPortalPage({ generation, botSso: { getToken: async () => null } });
    const copy = await freshCopy();
    expect(copy.createLiveChatAuth).not.toBe(createLiveChatAuth);
    const other = another({ userId: bob, botSso: { getToken: async () => null } }, copy.createLiveChatAuth);
    await pass(0);
    expect(claimsOf(page.requestToken().answers[0]?.token).sub).toBe(bob);
    expect([...page.events, ...other.events].filter((event) => isRegistration(event, 'bot'))).toHaveLength(1);
    expect(other.events.filter(({ type }) => type === 'conflict')).toMatchObject([{ code: 'conflict-users' }]);
    other.disconnect();
    await pass(0);
    expect(claimsOf(page.requestToken().answers[0]?.token).sub).toBe(ann);
  });
});

describe('New functions in the options cause no new registration', () => {
  test('and are used from then on', async () => {
    const page = await openPortalPage({ botSso: { getToken: async () => null }, clientFunction: 'auth.getToken' });
    const { length } = page.events;
    const state = page.state();
    for (let render = 0; render < 5; render += 1) {
      page.auth.setOptions({
        getAuthToken: ({ userId }) => signFor(userId, 30),
        botSso: { getToken: async () => null },
        clientFunction: 'auth.getToken',
        userId: ann,
      });
    }
    await pass(0);
    expect(page.events).toHaveLength(length);
    expect(page.state()).toBe(state);
    await until(page.auth.getAuthToken({ force: true }));
    const { iat, exp } = claimsOf(await page.auth.getAuthToken());
    expect(exp - iat).toBe(30 * 60);
    expect(page.endpoint.requests).toHaveLength(1);
  });

  test('and a botSso that is added later is registered once', async () => {
    const page = await openPortalPage();
    expect(page.state().botSso.status).toBe('disabled');
    page.auth.setOptions({ botSso: { getToken: async () => null } });
    page.auth.setOptions({ botSso: { getToken: async () => null } });
    expect(page.state().botSso.status).toBe('idle');
    expect(page.events.filter((event) => isRegistration(event, 'bot'))).toHaveLength(1);
  });
});

describe('A page whose widget was replaced', () => {
  test('has its providers registered with the new SDK object', async () => {
    const page = await openPortalPage({ botSso: { getToken: async () => null } });
    const widget = sdk();
    if (!widget) throw new Error('no SDK');
    const replaced = {
      ...widget,
      setAuthTokenProvider: vi.fn<typeof widget.setAuthTokenProvider>(),
      getAuthTokenProvider: () => null,
      setBotAuthTokenProvider: vi.fn<typeof widget.setBotAuthTokenProvider>(),
    };
    Object.assign((window as unknown as { Microsoft: { Omnichannel: { LiveChatWidget: object } } }).Microsoft.Omnichannel.LiveChatWidget, {
      SDK: replaced,
    });
    window.dispatchEvent(new CustomEvent('lcw:ready'));
    expect(replaced.setAuthTokenProvider).toHaveBeenCalledOnce();
    expect(replaced.setBotAuthTokenProvider).toHaveBeenCalledOnce();
    expect(await page.auth.whenReady()).toBe(replaced);
  });
});
