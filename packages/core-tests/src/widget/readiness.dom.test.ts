import { createLiveChatSimulator } from '@lcw-auth/simulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createLiveChatAuth, loadWidgetScript } from '@lcw-auth/core';
import { generations, issuer, minute, onFakeTime, openPortalPage, pass, sdk } from '../support/portal-page.fixture.js';
import { scriptId } from '../support/widget-page.fixture.js';
import type { WidgetWindow } from '@lcw-auth/core';

onFakeTime();

const script = () => document.getElementById(scriptId);

describe.each(generations)('The event lcw:ready, with the widget %s', (generation) => {
  test('connects the client', async () => {
    const page = await openPortalPage({ generation, ready: false });
    expect(page.state().widget).toEqual({ status: 'waiting' });
    page.simulator.ready();
    expect(page.state().widget).toEqual({ status: 'ready' });
    expect(page.events.filter(({ type }) => type === 'widget-ready')).toHaveLength(1);
  });

  test('is remembered between two connects', async () => {
    const page = await openPortalPage({ generation });
    page.disconnect();
    await pass(minute);
    expect(page.state().widget).toEqual({ status: 'waiting' });
    const disconnect = page.auth.connect();
    expect(page.state().widget).toEqual({ status: 'ready' });
    disconnect();
  });

  test('registers nothing twice when it comes again', async () => {
    const page = await openPortalPage({ generation, botSso: { getToken: async () => null } });
    const bots = () => page.events.filter((event) => event.type === 'registered' && event.provider === 'bot').length;
    window.dispatchEvent(new CustomEvent('lcw:ready'));
    await pass(0);
    expect(bots()).toBe(1);
    // v1 captures the token again, which does no harm.
    expect(page.registrations()).toBe(generation === 'v1' ? 2 : 1);
    expect(page.events.filter(({ type }) => type === 'widget-ready')).toHaveLength(1);
    expect(page.requestToken().answers).toHaveLength(1);
  });

  test('is remembered by core/early before connect', async () => {
    vi.resetModules();
    await import('@lcw-auth/core/early');
    const page = await openPortalPage({ generation, connected: false });
    const disconnect = page.auth.connect();
    expect(page.state().widget).toEqual({ status: 'ready' });
    disconnect();
  });

  test('connects also after readyTimeout, when the widget counts as unavailable', async () => {
    const page = await openPortalPage({ generation, ready: false, readyTimeout: 5000 });
    await pass(4999);
    expect(page.state().widget.status).toBe('waiting');
    await pass(1);
    expect(page.state().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-not-ready', retryable: true } });
    page.simulator.ready();
    expect(page.state().widget).toEqual({ status: 'ready' });
    expect(sdk()?.getAuthTokenProvider?.()).toBeTypeOf('function');
  });

  test('is not awaited for a longer time when retry is called meanwhile', async () => {
    const page = await openPortalPage({ generation, ready: false, readyTimeout: 5000 });
    await pass(4000);
    page.auth.retry();
    await pass(1000);
    expect(page.state().widget.status).toBe('unavailable');
  });

  test('is awaited again when retry is called after readyTimeout', async () => {
    const page = await openPortalPage({ generation, ready: false });
    await pass(30_000);
    expect(page.state().widget.status).toBe('unavailable');
    page.auth.retry();
    expect(page.state().widget.status).toBe('waiting');
    await pass(30_000);
    expect(page.state().widget.status).toBe('unavailable');
  });
});

describe('A missed lcw:ready', () => {
  test('is assumed in v2 three seconds after the SDK was found', async () => {
    const page = await openPortalPage({ connected: false });
    const disconnect = page.auth.connect();
    await pass(2999);
    expect(page.state().widget.status).toBe('waiting');
    await pass(1);
    expect(page.state().widget.status).toBe('ready');
    expect(page.registrations()).toBe(1);
    disconnect();
  });

  test('is detected immediately in v1 by the flag of the widget', async () => {
    const page = await openPortalPage({ generation: 'v1', connected: false });
    const disconnect = page.auth.connect();
    expect(page.state().widget.status).toBe('ready');
    disconnect();
  });

  test('is not assumed in v1, where early calls would be lost', async () => {
    const page = await openPortalPage({ generation: 'v1', ready: false });
    expect(sdk()).toBeDefined();
    await pass(29_999);
    expect(page.state().widget.status).toBe('waiting');
    expect(page.simulator.log.some(({ type }) => type === 'call-lost')).toBe(false);
  });

  test('is not assumed when the SDK appears after connect', async () => {
    const page = await openPortalPage({ connected: false });
    const widget = (window as WidgetWindow).Microsoft;
    expect(sdk()).toBeDefined();
    Reflect.deleteProperty(window, 'Microsoft');
    const disconnect = page.auth.connect();
    await pass(1000);
    Object.assign(window, { Microsoft: widget });
    await pass(10_000);
    expect(page.state().widget.status).toBe('waiting');
    expect(page.registrations()).toBe(0);
    disconnect();
  });

  test('is not assumed after a disconnect', async () => {
    const page = await openPortalPage({ connected: false });
    page.auth.connect()();
    await pass(minute);
    expect(page.state().widget.status).toBe('waiting');
    expect(page.registrations()).toBe(0);
  });
});

describe('A forged lcw:ready', () => {
  test('has no effect on a page without the widget', async () => {
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const disconnect = auth.connect();
    window.dispatchEvent(new CustomEvent('lcw:ready', { detail: { anything: true } }));
    expect(auth.getState().widget.status).toBe('waiting');
    disconnect();
    const again = auth.connect();
    expect(auth.getState().widget.status).toBe('waiting');
    again();
  });

  test('has no effect in v1 before the flag of the widget', async () => {
    const page = await openPortalPage({ generation: 'v1', ready: false, botSso: { getToken: async () => null } });
    window.dispatchEvent(new CustomEvent('lcw:ready'));
    await pass(0);
    expect(page.state().widget.status).toBe('waiting');
    expect(page.simulator.log.some(({ type }) => type === 'call-lost')).toBe(false);
  });
});

describe('A script that does not load makes the widget unavailable', () => {
  test('when its tag was there before connect', async () => {
    const page = await openPortalPage({ ready: false });
    script()?.dispatchEvent(new Event('error'));
    expect(page.state().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-script-failed', widgetErrorCode: 7 } });
  });

  test('when its tag was inserted later; loadWidgetScript rejects too', async () => {
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const disconnect = auth.connect();
    const load = loadWidgetScript({ appId: 'app', orgId: 'org', orgUrl: 'https://org.example', src: 'https://cdn.example/x.js' });
    script()?.dispatchEvent(new Event('error'));
    await expect(load).rejects.toMatchObject({ code: 'widget-script-failed' });
    await expect.poll(() => auth.getState().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-script-failed' } });
    disconnect();
  });

  test('when the widget says so, with its code 7', async () => {
    const page = await openPortalPage({ ready: false });
    page.simulator.reportError(7);
    expect(page.state().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-script-failed' } });
    page.simulator.ready();
    expect(page.state().widget.status).toBe('ready');
  });

  test('but not when the widget was ready before', async () => {
    const page = await openPortalPage();
    script()?.dispatchEvent(new Event('error'));
    page.simulator.reportError(7);
    expect(page.state().widget).toEqual({ status: 'ready' });
  });

  test('but not when another tag fails', async () => {
    const page = await openPortalPage({ ready: false });
    const image = document.body.appendChild(document.createElement('img'));
    image.dispatchEvent(new Event('error'));
    window.dispatchEvent(new ErrorEvent('error', { message: 'anything' }));
    image.remove();
    expect(page.state().widget.status).toBe('waiting');
  });

  test('and the error says when there is no tag', async () => {
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null, readyTimeout: 10 });
    const disconnect = auth.connect();
    await pass(10);
    const { widget } = auth.getState();
    expect(widget.status === 'unavailable' && widget.error.message).toContain('no script tag');
    disconnect();
  });
});

describe('core/early', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('does nothing on a server', async () => {
    vi.stubGlobal('window', undefined);
    vi.resetModules();
    await expect(import('@lcw-auth/core/early')).resolves.toBeDefined();
  });

  test('is the only module that touches the window on import', async () => {
    const listen = vi.spyOn(window, 'addEventListener');
    vi.resetModules();
    await import('@lcw-auth/core');
    expect(listen).not.toHaveBeenCalled();
    await import('@lcw-auth/core/early');
    expect(listen.mock.calls.map(([type]) => type)).toEqual(['lcw:ready', 'error']);
  });

  test('remembers a simulator that is ready before connect', async () => {
    vi.resetModules();
    await import('@lcw-auth/core/early');
    const uninstall = createLiveChatSimulator({ setting: issuer.setting(), fetch: issuer.fetch }).install();
    await pass(1);
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const disconnect = auth.connect();
    expect(auth.getState().widget.status).toBe('ready');
    disconnect();
    uninstall();
  });
});
