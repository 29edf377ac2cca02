import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFaultBoard } from '../faults/fault-board.js';
import { generations, issuer, liveChatWidget, openPage, readyPage, sdkOnPage } from './widget.fixture.js';

const frame = () => document.getElementById('Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window');
const tag = () => document.getElementById('Microsoft_Omnichannel_LCWidget');
const addTag = (html: string) => {
  document.head.append(document.createRange().createContextualFragment(html));
  return tag() as HTMLScriptElement;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  tag()?.remove();
});

describe.each(generations)('%s', (generation) => {
  test('raises lcw:ready after readyAfter', () => {
    const { types } = openPage({ generation, readyAfter: 500 });
    vi.advanceTimersByTime(499);
    expect(types()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(types()).toEqual(['lcw:ready']);
  });

  test('raises lcw:ready in the next task by default, and immediately with ready()', () => {
    const page = openPage({ generation });
    expect(page.types()).toEqual([]);
    page.simulator.ready();
    expect(page.types()).toEqual(['lcw:ready']);
  });

  test('raises lcw:ready once for each page', () => {
    const { simulator, types } = openPage({ generation });
    simulator.ready();
    simulator.ready();
    vi.advanceTimersByTime(60_000);
    expect(types()).toEqual(['lcw:ready']);
  });

  test("with readyAfter: 'never', raises lcw:ready only when ready() is called", () => {
    const { simulator, types } = openPage({ generation, readyAfter: 'never' });
    vi.advanceTimersByTime(3_600_000);
    expect(types()).toEqual([]);
    simulator.ready();
    expect(types()).toEqual(['lcw:ready']);
  });

  test('a listener that is added after lcw:ready is not called', () => {
    openPage({ generation }).simulator.ready();
    const late = vi.fn();
    window.addEventListener('lcw:ready', late);
    vi.advanceTimersByTime(60_000);
    window.removeEventListener('lcw:ready', late);
    expect(late).not.toHaveBeenCalled();
  });

  test('removing the script and adding it again does not raise lcw:ready again', async () => {
    const { types } = readyPage({ generation });
    tag()?.remove();
    addTag('<script id="Microsoft_Omnichannel_LCWidget" type="text/plain"></script>');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(types()).toEqual(['lcw:ready']);
  });

  test('adds an inert script tag with the documented attributes to a page that has none, and removes it again', () => {
    const { uninstall } = openPage({ generation, widgetId: 'shop' });
    expect(tag()).toMatchObject({
      src: '',
      dataset: { appId: 'shop', orgId: 'simulated', orgUrl: 'https://simulated.example' },
    });
    uninstall();
    expect(tag()).toBeNull();
  });

  test("waits for the page’s own script tag with scriptTag: 'page', and fires its load event", async () => {
    const { types } = openPage({ generation, scriptTag: 'page' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(types()).toEqual([]);
    const script = addTag('<script id="Microsoft_Omnichannel_LCWidget" type="text/plain"></script>');
    const load = vi.fn();
    script.addEventListener('load', load);
    await vi.advanceTimersByTimeAsync(0);
    expect(load).toHaveBeenCalledTimes(1);
    expect(types()).toEqual(['lcw:ready']);
  });

  test('a blocked script fires the tag’s error event, and the widget never appears', async () => {
    const faults = createFaultBoard({ widget: { script: 'blocked' } });
    const { simulator, types } = openPage({ generation, scriptTag: 'page', faults });
    const script = addTag('<script id="Microsoft_Omnichannel_LCWidget" type="text/plain"></script>');
    const error = vi.fn();
    script.addEventListener('error', error);
    await vi.advanceTimersByTimeAsync(60_000);
    simulator.ready();
    expect(error).toHaveBeenCalledTimes(1);
    expect(simulator.getState().widget).toBe('blocked');
    expect(types()).toEqual([]);
    expect(liveChatWidget()).toBeUndefined();
  });

  test('scripts that fail after the tag has loaded cause error 7, and the widget never becomes ready', () => {
    const { errors, types } = openPage({ generation, faults: createFaultBoard({ widget: { script: 'fails' } }) });
    vi.advanceTimersByTime(60_000);
    expect(errors()).toEqual([7]);
    expect(types()).toEqual(['lcw:error']);
  });

  test('reads data-hide-chat-button', () => {
    addTag('<script id="Microsoft_Omnichannel_LCWidget" type="text/plain" data-hide-chat-button="true"></script>');
    expect(readyPage({ generation }).simulator.getState().chatButtonHidden).toBe(true);
  });
});

describe('v1', () => {
  test('has its iframe and its SDK on the page before it is ready, with the flag false', () => {
    const { simulator } = openPage({ generation: 'v1' });
    expect(frame()).toBeInstanceOf(HTMLIFrameElement);
    expect(sdkOnPage().setAuthTokenProvider).toBeInstanceOf(Function);
    expect(liveChatWidget()?.LiveChatBootstrapperWebChat).toEqual({ isLCWReady: false });
    simulator.ready();
    expect(liveChatWidget()?.LiveChatBootstrapperWebChat).toEqual({ isLCWReady: true });
  });

  test('loses calls before lcw:ready', async () => {
    const { simulator, errors, logged } = openPage({ generation: 'v1' });
    const token = await issuer.sign();
    const bot = vi.fn();
    sdkOnPage().setAuthTokenProvider((callback) => callback(token));
    sdkOnPage().setBotAuthTokenProvider(bot);
    sdkOnPage().startChat();
    simulator.ready();
    expect(simulator.getState().chat.status).toBe('closed');
    await expect(simulator.startChat()).rejects.toMatchObject({ errorCode: 3 });
    expect(errors()).toEqual([3]);
    window.dispatchEvent(new CustomEvent('lcw:signInCardReceived', { detail: { sasUrl: 'https://token.botframework.com' } }));
    expect(bot).not.toHaveBeenCalled();
    expect(logged('call-lost').map(({ detail }) => detail?.['method'])).toEqual([
      'setAuthTokenProvider',
      'setBotAuthTokenProvider',
      'startChat',
    ]);
  });
});

describe('v2', () => {
  test('has no iframe, no ready flag, and no SDK before it is ready', () => {
    const { simulator } = openPage({ generation: 'v2' });
    expect(frame()).toBeNull();
    expect(liveChatWidget()?.SDK).toBeUndefined();
    simulator.ready();
    expect(sdkOnPage().setAuthTokenProvider).toBeInstanceOf(Function);
    expect(liveChatWidget()?.LiveChatBootstrapperWebChat).toBeUndefined();
  });

  test('the SDK is on the page when lcw:ready is raised', () => {
    const found = vi.fn(() => sdkOnPage());
    window.addEventListener('lcw:ready', found, { once: true });
    openPage({ generation: 'v2' }).simulator.ready();
    expect(found).toHaveReturned();
  });
});

test.each(generations)('the bare attribute %s on the script tag forces that generation', (generation) => {
  addTag(`<script id="Microsoft_Omnichannel_LCWidget" type="text/plain" ${generation}></script>`);
  openPage({ generation: generation === 'v1' ? 'v2' : 'v1' });
  expect(frame() !== null).toBe(generation === 'v1');
});

test('a simulator cannot be installed twice at the same time, and its methods need an installed widget', () => {
  const { simulator, uninstall } = openPage();
  expect(() => simulator.install()).toThrow(/on the page already/);
  uninstall();
  expect(() => simulator.ready()).toThrow('ready() needs a page with the widget. Call install() first.');
  expect(simulator.getState().widget).toBe('absent');
});
