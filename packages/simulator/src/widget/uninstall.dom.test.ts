import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLiveChatSimulator } from '../live-chat-simulator.js';
import { generations, issuer, liveChatWidget, readyPage } from './widget.fixture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const nothingLeft = () => {
  expect(vi.getTimerCount()).toBe(0);
  expect(document.querySelectorAll('script, iframe')).toHaveLength(0);
  expect('Microsoft' in window).toBe(false);
};

describe.each(generations)('%s: an uninstall', (generation) => {
  test('leaves no timer, element or global, in any state of a chat', async () => {
    const { sdk, simulator, uninstall } = readyPage({ generation, setting: null });
    sdk.setBotAuthTokenProvider(() => {});
    await simulator.startChat();
    const card = simulator.sendSignInCard().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(500);
    uninstall();
    nothingLeft();
    expect(await card).toMatchObject({ name: 'Uninstalled' });
    expect(simulator.getState()).toMatchObject({ widget: 'absent', chat: { status: 'closed' }, messages: [] });
  });

  test('ends a chat that waits for its token', async () => {
    const { simulator, sdk, uninstall, errors } = readyPage({
      generation,
      setting: issuer.setting({ javascriptClientFunction: 'getToken' }),
    });
    Object.assign(window, { getToken: () => {} });
    if (generation === 'v2') sdk.setAuthTokenProvider(() => {});
    const started = simulator.startChat().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(3_000);
    uninstall();
    nothingLeft();
    expect(await started).toMatchObject({ name: 'Uninstalled' });
    expect(errors()).toEqual([]);
    Object.assign(window, { getToken: undefined });
  });

  test('calls no provider afterwards', async () => {
    const { sdk, uninstall } = readyPage({ generation, setting: null });
    const provider = vi.fn();
    sdk.setBotAuthTokenProvider((...given) => void provider(...given));
    uninstall();
    window.dispatchEvent(new CustomEvent('lcw:signInCardReceived', { detail: { sasUrl: 'https://token.botframework.com' } }));
    expect(provider).not.toHaveBeenCalled();
  });

  test('before lcw:ready prevents that event', () => {
    const simulator = createLiveChatSimulator({ generation, readyAfter: 100 });
    const ready = vi.fn();
    window.addEventListener('lcw:ready', ready);
    const uninstall = simulator.install();
    uninstall();
    vi.advanceTimersByTime(1_000);
    window.removeEventListener('lcw:ready', ready);
    nothingLeft();
    expect(ready).not.toHaveBeenCalled();
  });

  test('ends the wait for the page’s script tag', async () => {
    const simulator = createLiveChatSimulator({ generation, scriptTag: 'page' });
    simulator.install()();
    const tag = document.createElement('script');
    const load = vi.fn();
    tag.addEventListener('load', load);
    tag.id = 'Microsoft_Omnichannel_LCWidget';
    tag.type = 'text/plain';
    document.head.append(tag);
    await vi.advanceTimersByTimeAsync(0);
    tag.remove();
    expect(load).not.toHaveBeenCalled();
    nothingLeft();
  });

  test('keeps objects that were on the window before', () => {
    Object.assign(window, { Microsoft: { Dynamic365: { Portal: {} } } });
    createLiveChatSimulator({ generation }).install()();
    expect(window).toMatchObject({ Microsoft: { Dynamic365: { Portal: {} } } });
    expect(liveChatWidget()).toBeUndefined();
    Reflect.deleteProperty(window, 'Microsoft');
  });

  test('has no effect the second time, and the simulator can be installed again', () => {
    const simulator = createLiveChatSimulator({ generation });
    const uninstall = simulator.install();
    uninstall();
    const again = simulator.install();
    uninstall();
    simulator.ready();
    expect(liveChatWidget()?.SDK).toBeDefined();
    again();
    nothingLeft();
  });
});
