import { describe, expect, test, vi } from 'vitest';
import {
  ann,
  bob,
  generations,
  minute,
  onFakeTime,
  openPortalPage,
  pass,
  sdk,
  setVisibility,
  until,
} from '../support/portal-page.fixture.js';

onFakeTime();
const botSso = { getToken: async () => null };

describe('A client that is not connected', () => {
  test('reports no failure without a chat to close and without a provider to register or remove', async () => {
    const page = await openPortalPage({ connected: false });
    page.auth.closeChat();
    page.auth.setOptions({ botSso });
    await until(page.auth.getAuthToken());
    page.auth.setOptions({ userId: bob });
    await pass(0);
    expect(page.events.map(({ type }) => type)).not.toContain('registration-failed');
  });

  test('keeps its state of the widget', async () => {
    const page = await openPortalPage({ ready: false });
    const { widget } = page.state();
    page.disconnect();
    await pass(0);
    page.auth.connect()();
    await pass(0);
    expect(page.state().widget).toBe(widget);
  });

  test.each(['for a while', 'within one task'])('leaves no listener on the page after it was connected %s', async (how) => {
    const added = vi.spyOn(window, 'addEventListener');
    const removed = vi.spyOn(window, 'removeEventListener');
    const page = await openPortalPage({ connected: false, ready: false });
    added.mockClear();
    removed.mockClear();
    const disconnect = page.auth.connect();
    if (how === 'for a while') await pass(1000);
    disconnect();
    await pass(0);
    expect(added.mock.calls.map(([type]) => type)).toContain('lcw:ready');
    const isGone = ([type, listener, options]: unknown[]) =>
      (options as AddEventListenerOptions | undefined)?.signal?.aborted === true ||
      removed.mock.calls.some((call) => call[0] === type && call[1] === listener && call[2] === options);
    expect(added.mock.calls.filter((call) => !isGone(call))).toEqual([]);
  });
});

describe.each(generations)('A widget whose SDK cannot remove providers (%s)', (generation) => {
  test('causes no failure when the user changes or the client disconnects', async () => {
    const page = await openPortalPage({ generation, ready: false, botSso });
    await pass(0);
    const take = () => Object.assign(sdk() ?? {}, { removeAuthTokenProvider: undefined, getAuthTokenProvider: undefined });
    window.addEventListener('lcw:ready', take, { once: true, capture: true });
    page.simulator.ready();
    expect(sdk()).toMatchObject({ removeAuthTokenProvider: undefined });
    await pass(0);
    page.auth.setOptions({ userId: bob });
    await pass(0);
    page.auth.setOptions({ userId: null });
    await pass(0);
    page.auth.setOptions({ userId: ann });
    await pass(minute);
    page.disconnect();
    await pass(0);
    expect(page.events.map(({ type }) => type)).not.toContain('registration-failed');
  });
});

describe('The auth provider', () => {
  test('is reported when the SDK throws at its removal', async () => {
    const page = await openPortalPage();
    const refuse = () => {
      throw new Error('not now');
    };
    Object.assign(sdk() ?? {}, { removeAuthTokenProvider: refuse });
    page.auth.setOptions({ userId: null });
    expect(page.events).toContainEqual({ type: 'registration-failed', provider: 'auth', at: Date.now() });
  });

  test('is removed from v2 when the only client disconnects', async () => {
    const page = await openPortalPage();
    page.disconnect();
    await pass(0);
    expect(sdk()?.getAuthTokenProvider?.()).toBeNull();
  });

  test('is removed from v2 when the last of two clients disconnects', async () => {
    const page = await openPortalPage();
    const other = await openPortalPage();
    page.disconnect();
    await pass(0);
    expect(sdk()?.getAuthTokenProvider?.()).toBeTypeOf('function');
    other.disconnect();
    await pass(0);
    expect(sdk()?.getAuthTokenProvider?.()).toBeNull();
  });
});

describe('An unavailable widget', () => {
  test('has the newest error when its script fails after readyTimeout', async () => {
    const page = await openPortalPage({ ready: false, readyTimeout: 1000 });
    await pass(1000);
    expect(page.state().widget).toMatchObject({ error: { code: 'widget-not-ready' } });
    page.simulator.reportError(7);
    expect(page.state().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-script-failed' } });
  });
});

test('a hidden page that becomes visible after the client disconnected requests nothing', async () => {
  const page = await openPortalPage();
  setVisibility('hidden');
  page.disconnect();
  await pass(30 * minute);
  setVisibility('visible');
  await pass(minute);
  expect(page.endpoint.requests).toHaveLength(1);
});
