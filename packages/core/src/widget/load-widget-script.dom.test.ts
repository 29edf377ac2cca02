import { beforeEach, describe, expect, test, vi } from 'vitest';
import { loadWidgetScript, type WidgetScriptOptions } from '../index.js';

const snippet: WidgetScriptOptions = {
  appId: '1d9f4b3c-app',
  orgId: '5c1f0e7a-org',
  orgUrl: 'https://org.example.com',
  src: 'https://oc-cdn-public.azureedge.net/livechatwidget/scripts/LiveChatBootstrapper.js',
};

const tags = () => [...document.querySelectorAll<HTMLScriptElement>('script')];
const tag = () => document.querySelector<HTMLScriptElement>('script#Microsoft_Omnichannel_LCWidget');
const attributes = () => Object.fromEntries([...(tag()?.attributes ?? [])].map(({ name, value }) => [name, value]));

beforeEach(() => {
  document.head.replaceChildren();
});

describe("loadWidgetScript puts the widget's tag on the page", () => {
  test("as in Microsoft's snippet", () => {
    void loadWidgetScript(snippet);
    expect(tag()?.async).toBe(true);
    expect(attributes()).toEqual({
      id: 'Microsoft_Omnichannel_LCWidget',
      'data-app-id': snippet.appId,
      'data-org-id': snippet.orgId,
      'data-org-url': snippet.orgUrl,
      src: snippet.src,
    });
  });

  test('with every documented attribute', () => {
    void loadWidgetScript({
      ...snippet,
      generation: 'v2',
      lcwVersion: 'prod',
      hideChatButton: true,
      hideMinimizeButton: true,
      renderMobile: true,
      colorOverride: '#036',
      fontFamilyOverride: 'Segoe UI',
      openInWindow: false,
      suggestedActionLayout: 'stacked',
      disableTelemetry: true,
      enableLcwAutofill: true,
      customCloseButtonText: 'Bye',
      enableSsoMagicCode: true,
      customizationCallback: 'customizeChat',
    });
    expect(attributes()).toMatchObject({
      v2: '',
      'data-lcw-version': 'prod',
      'data-hide-chat-button': 'true',
      'data-hide-minimize-button': 'true',
      'data-render-mobile': 'true',
      'data-color-override': '#036',
      'data-font-family-override': 'Segoe UI',
      'data-open-in-window': 'false',
      'data-suggested-action-layout': 'stacked',
      'data-disable-telemetry': 'true',
      'data-enable-lcw-autofill': 'true',
      'data-custom-close-button-text': 'Bye',
      'data-enable-sso-magic-code': 'true',
      'data-customization-callback': 'customizeChat',
    });
  });

  test('without those that are undefined', () => {
    void loadWidgetScript({ ...snippet, ...({ colorOverride: undefined } as object) });
    expect(Object.keys(attributes())).not.toContain('data-color-override');
  });

  test("with the nonce of the page's Content-Security-Policy", () => {
    void loadWidgetScript({ ...snippet, nonce: 'r4nd0m' });
    expect(tag()?.nonce).toBe('r4nd0m');
  });

  test('through a Trusted Types policy where the page enforces them', () => {
    type Policy = { createScriptURL(url: string): string };
    const createPolicy = vi.fn<(name: string, rules: Policy) => Policy>((_name, rules) => ({
      createScriptURL: (url) => `${rules.createScriptURL(url)}#trusted`,
    }));
    vi.stubGlobal('trustedTypes', { createPolicy });
    void loadWidgetScript(snippet);
    vi.unstubAllGlobals();
    expect(createPolicy).toHaveBeenCalledExactlyOnceWith('lcw-auth', expect.anything());
    expect(tag()?.src).toBe(`${snippet.src}#trusted`);
  });
});

describe('loadWidgetScript on a page', () => {
  test('inserts one tag for many callers, and the promises of all callers resolve', async () => {
    const loads = [loadWidgetScript(snippet), loadWidgetScript(snippet)];
    expect(tags()).toHaveLength(1);
    tag()?.dispatchEvent(new Event('load'));
    await expect(Promise.all(loads)).resolves.toEqual([undefined, undefined]);
  });

  test("keeps the page's own tag, and resolves immediately", async () => {
    document.head.append(Object.assign(document.createElement('script'), { id: 'Microsoft_Omnichannel_LCWidget' }));
    await loadWidgetScript(snippet);
    expect(tags()).toHaveLength(1);
    expect(tag()?.dataset['appId']).toBeUndefined();
  });

  test('waits for a tag that a consent tool holds back', async () => {
    document.head.innerHTML = '<script id="Microsoft_Omnichannel_LCWidget" type="text/plain"></script>';
    const loaded = vi.fn<() => void>();
    const load = loadWidgetScript(snippet).then(loaded);
    await new Promise((resolve) => setTimeout(resolve));
    expect(loaded).not.toHaveBeenCalled();
    tag()?.dispatchEvent(new Event('load'));
    await load;
    expect(tags()).toHaveLength(1);
  });

  test('rejects with a message when the page has the script of another widget', async () => {
    void loadWidgetScript(snippet);
    await expect(loadWidgetScript({ ...snippet, appId: 'another-widget' })).rejects.toThrow('a different data-app-id');
  });

  test('knows its own widget also by an id in other letter case', async () => {
    const load = loadWidgetScript(snippet);
    const second = loadWidgetScript({ ...snippet, appId: snippet.appId.toUpperCase() });
    tag()?.dispatchEvent(new Event('load'));
    await expect(Promise.all([load, second])).resolves.toEqual([undefined, undefined]);
  });

  test('shares the load with another copy of the library', async () => {
    const loads = [loadWidgetScript(snippet)];
    vi.resetModules();
    const other = await import('../index.js');
    loads.push(other.loadWidgetScript(snippet));
    expect(tags()).toHaveLength(1);
    tag()?.dispatchEvent(new Event('error'));
    for (const load of loads) await expect(load).rejects.toMatchObject({ code: 'widget-script-failed' });
  });

  test('inserts a new tag after a failed load, because a browser loads a tag only once', async () => {
    const load = loadWidgetScript(snippet);
    const failed = tag();
    failed?.dispatchEvent(new Event('error'));
    await expect(load).rejects.toMatchObject({ code: 'widget-script-failed', widgetErrorCode: 7 });
    const second = loadWidgetScript(snippet);
    expect(tags()).toHaveLength(1);
    expect(tag()).not.toBe(failed);
    tag()?.dispatchEvent(new Event('load'));
    await expect(second).resolves.toBeUndefined();
  });

  test('counts only the first of the events load and error', async () => {
    const load = loadWidgetScript(snippet);
    tag()?.dispatchEvent(new Event('load'));
    tag()?.dispatchEvent(new Event('error'));
    await expect(load).resolves.toBeUndefined();
    await expect(loadWidgetScript(snippet)).resolves.toBeUndefined();
    expect(tags()).toHaveLength(1);
  });

  test('tries fallbackSrc when src does not load', async () => {
    const load = loadWidgetScript({ ...snippet, fallbackSrc: 'https://fallback.example/LiveChatBootstrapper.js' });
    tag()?.dispatchEvent(new Event('error'));
    expect(tag()?.src).toBe('https://fallback.example/LiveChatBootstrapper.js');
    tag()?.dispatchEvent(new Event('load'));
    await expect(load).resolves.toBeUndefined();
    expect(tags()).toHaveLength(1);
  });
});

describe('loadWidgetScript rejects misuse', () => {
  test.each(['appId', 'orgId', 'orgUrl', 'src'] as const)('%s missing', async (name) => {
    const load = loadWidgetScript({ ...snippet, [name]: '' });
    await expect(load).rejects.toThrow(TypeError);
    await expect(load).rejects.toThrow(`${name} is missing`);
    expect(tags()).toHaveLength(0);
  });

  test.each(['http://elsewhere.example/x.js', 'data:text/javascript,1', 'javascript:alert(1)', 'blob:http://localhost/1'])(
    'an unsafe src: %s',
    async (src) => {
      await expect(loadWidgetScript({ ...snippet, src })).rejects.toThrow(
        new TypeError('loadWidgetScript: src and fallbackSrc must be https URLs.'),
      );
      expect(tags()).toHaveLength(0);
    },
  );

  test('a src that is not a URL', async () => {
    await expect(loadWidgetScript({ ...snippet, src: '//[::' })).rejects.toThrow(TypeError);
    expect(tags()).toHaveLength(0);
  });

  test("a src on the page's own origin may be http, for development", () => {
    void loadWidgetScript({ ...snippet, src: '/widget.js' });
    expect(tag()?.src).toBe('http://localhost/widget.js');
  });
});
