import { afterEach, describe, expect, test } from 'vitest';
import { createLiveChatAuth, loadWidgetScript } from '@lcw-auth/core';
import { minute, onFakeTime, openPortalPage, pass } from '../support/portal-page.fixture.js';
import { scriptId } from '../support/widget-page.fixture.js';

onFakeTime();
afterEach(() => document.getElementById(scriptId)?.remove());

const tag = () => document.getElementById(scriptId) as HTMLScriptElement | null;

function insertTag(attributes: Record<string, string> = {}): HTMLScriptElement {
  const script = document.createElement('script');
  for (const [name, value] of Object.entries({ id: scriptId, 'data-app-id': 'app', ...attributes })) script.setAttribute(name, value);
  document.head.append(script);
  return script;
}

async function connect() {
  const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
  const disconnect = auth.connect();
  return {
    auth,
    async end() {
      disconnect();
      await pass(0);
    },
  };
}

describe('A script of the widget that does not load', () => {
  test('makes the widget unavailable immediately, and the error stays', async () => {
    insertTag();
    const { auth, end } = await connect();
    tag()!.dispatchEvent(new Event('error'));
    expect(auth.getState().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-script-failed' } });
    await expect(auth.whenReady()).rejects.toMatchObject({ code: 'widget-script-failed' });
    await pass(2 * minute);
    expect(auth.getState().widget).toMatchObject({ error: { code: 'widget-script-failed' } });
    await end();
  });

  test('is inserted again by retry, with the same attributes, and the widget is awaited', async () => {
    const failed = insertTag({ 'data-org-id': 'org' });
    const { auth, end } = await connect();
    failed.dispatchEvent(new Event('error'));
    auth.retry();
    expect(tag()).not.toBe(failed);
    expect(tag()?.dataset).toMatchObject({ appId: 'app', orgId: 'org' });
    expect(auth.getState().widget).toEqual({ status: 'waiting' });
    tag()!.dispatchEvent(new Event('error'));
    await pass(0);
    expect(auth.getState().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-script-failed' } });
    await end();
  });

  test('is inserted again by retry with src, and then with fallbackSrc, when both had failed', async () => {
    const [src, fallbackSrc] = ['https://a.example/widget.js', 'https://b.example/widget.js'];
    const { auth, end } = await connect();
    const fail = async () => {
      tag()!.dispatchEvent(new Event('error'));
      await pass(0);
    };
    const load = loadWidgetScript({ appId: 'app', orgId: 'org', orgUrl: 'https://org.example', src, fallbackSrc }).catch(() => 'failed');
    await fail();
    await fail();
    expect(await load).toBe('failed');
    auth.retry();
    expect(auth.getState().widget).toEqual({ status: 'waiting' });
    expect(tag()).toMatchObject({ src, dataset: { appId: 'app', orgId: 'org' } });
    await fail();
    expect(tag()).toMatchObject({ src: fallbackSrc, dataset: { appId: 'app', orgId: 'org' } });
    expect(auth.getState().widget).toEqual({ status: 'waiting' });
    tag()!.dispatchEvent(new Event('load'));
    await pass(0);
    expect(document.querySelectorAll(`#${scriptId}`)).toHaveLength(1);
    await end();
  });

  test('is not inserted again by retry when it did not fail', async () => {
    const script = insertTag();
    const { auth, end } = await connect();
    await pass(minute);
    expect(auth.getState().widget).toMatchObject({ error: { code: 'widget-not-ready' } });
    auth.retry();
    expect(tag()).toBe(script);
    await end();
  });
});

describe('A script tag that a consent tool holds back', () => {
  test('does not make the widget unavailable before the consent', async () => {
    const page = await openPortalPage({ connected: false, ready: false });
    document.getElementById(scriptId)?.remove();
    const script = insertTag({ type: 'text/plain' });
    const disconnect = page.auth.connect();
    await pass(10 * minute);
    expect(page.state().widget).toEqual({ status: 'waiting' });
    script.type = 'text/javascript';
    page.simulator.ready();
    expect(page.state().widget).toEqual({ status: 'ready' });
    disconnect();
    await pass(0);
  });

  test.each([1_000, 70_000])('gives the widget its full time after a consent that comes after %i ms', async (consentAfter) => {
    const script = insertTag({ type: 'text/plain' });
    const { auth, end } = await connect();
    await pass(consentAfter);
    script.type = 'text/javascript';
    await pass(30_000);
    expect(auth.getState().widget).toEqual({ status: 'waiting' });
    await pass(30_000);
    expect(auth.getState().widget).toMatchObject({ status: 'unavailable', error: { code: 'widget-not-ready' } });
    await end();
  });
});
