import { afterEach, expect, test, vi } from 'vitest';
import { loadWidgetScript } from '@lcw-auth/core';
import { scriptId } from '../support/widget-page.fixture.js';

const src = 'https://widget.example/LiveChatBootstrapper.js';
const snippet = { appId: 'app', orgId: 'org', orgUrl: 'https://org.example', src };
const tag = () => document.getElementById(scriptId) as HTMLScriptElement;
const fail = () => tag().dispatchEvent(new Event('error'));

afterEach(() => {
  tag()?.remove();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(window, Symbol.for('lcw-auth.script-url-policy'));
});

/** Trusted Types as a browser enforces them: one policy of each name. */
function enforceTrustedTypes() {
  const names = new Set<string>();
  vi.stubGlobal('trustedTypes', {
    createPolicy(name: string, rules: object) {
      if (names.has(name)) throw new TypeError(`Policy with name "${name}" already exists.`);
      names.add(name);
      return rules;
    },
  });
}

test('tries the second URL where the page enforces Trusted Types', async () => {
  enforceTrustedTypes();
  const load = loadWidgetScript({ ...snippet, fallbackSrc: 'https://second.example/LiveChatBootstrapper.js' });
  fail();
  await expect.poll(() => tag().src).toBe('https://second.example/LiveChatBootstrapper.js');
  tag().dispatchEvent(new Event('load'));
  await load;
});

test('can be called again after a failure where the page enforces Trusted Types', async () => {
  enforceTrustedTypes();
  const first = loadWidgetScript(snippet);
  fail();
  await expect(first).rejects.toMatchObject({ code: 'widget-script-failed' });
  const second = loadWidgetScript(snippet);
  tag().dispatchEvent(new Event('load'));
  await second;
});

test('the policy accepts no URL that loadWidgetScript refuses', async () => {
  enforceTrustedTypes();
  void loadWidgetScript(snippet);
  const policy = (window as unknown as Record<symbol, { createScriptURL(url: string): string }>)[Symbol.for('lcw-auth.script-url-policy')];
  expect(() => policy?.createScriptURL('data:text/javascript,alert(1)')).toThrow(TypeError);
});

test('rejects when a tag that a consent tool held back fails to load', async () => {
  document.head.innerHTML = `<script id="${scriptId}" type="text/plain"></script>`;
  const load = loadWidgetScript(snippet);
  fail();
  await expect(load).rejects.toMatchObject({ code: 'widget-script-failed' });
  const next = loadWidgetScript(snippet);
  expect(tag().src).toBe(src);
  tag().dispatchEvent(new Event('load'));
  await next;
});
