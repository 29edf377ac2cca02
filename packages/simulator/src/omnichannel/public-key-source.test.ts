import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTestIssuer } from '../test-issuer.js';
import { createOmnichannel, type OmnichannelOptions } from './create-omnichannel.js';

const issuer = await createTestIssuer();
const other = await createTestIssuer();
const url = issuer.publicKeyUrl;

function widgetWith(options: OmnichannelOptions) {
  const omnichannel = createOmnichannel({
    settings: [issuer.setting()],
    widgets: [{ id: 'shop', name: 'Shop', authenticationSetting: 'Portal sign-in', workstream: 'Chat' }],
    workstreams: [{ name: 'Chat', contextVariables: [] }],
    ...options,
  });
  return async (token: string) => {
    const result = await omnichannel.startConversation({ widgetId: 'shop', token });
    return 'refusal' in result ? `${result.refusal.reason}: ${result.refusal.detail}` : 'started';
  };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

test('fetches the URL of the setting at each check by default', async () => {
  const fetch = vi.fn((request: Request) => issuer.fetch(request));
  const start = widgetWith({ fetch });
  await start(await issuer.sign());
  await start(await issuer.sign());
  expect(fetch.mock.calls.map(([request]) => request.url)).toEqual([url, url]);
});

test('keeps a document for keyCacheTime, so that a new key is unknown until then', async () => {
  let document = issuer.publicKey;
  const start = widgetWith({ fetch: async () => new Response(document), keyCacheTime: 60_000 });
  expect(await start(await issuer.sign())).toBe('started');
  document = other.publicKey;
  vi.advanceTimersByTime(59_999);
  expect(await start(await other.sign())).toMatch(/^bad-signature/);
  vi.advanceTimersByTime(1);
  expect(await start(await other.sign())).toBe('started');
  expect(await start(await issuer.sign())).toMatch(/^bad-signature/);
});

test.each([
  ['an error status', async () => new Response('', { status: 500 }), /^key-url-unreachable: .* responds with status 500/],
  ['no connection', () => Promise.reject(new TypeError('fetch failed')), /^key-url-unreachable: .* cannot be reached/],
  ['a web page', async () => new Response('<html>'), /^key-document-malformed/],
])('refuses the token on %s', async (_what, fetch, refusal) => {
  expect(await widgetWith({ fetch })(await issuer.sign())).toMatch(refusal);
});

test('waits five seconds for the public key URL', async () => {
  const fetch = vi.fn((_request: Request) => new Promise<Response>(() => {}));
  const hanging = widgetWith({ fetch })(await issuer.sign());
  await vi.advanceTimersByTimeAsync(4_999);
  expect(fetch.mock.calls[0]?.[0].signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await hanging).toMatch(/^key-url-unreachable: .* within 5 s/);
  expect(fetch.mock.calls[0]?.[0].signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test('fetches a document again after a failure', async () => {
  let document = '<html>';
  const start = widgetWith({ fetch: async () => new Response(document), keyCacheTime: 60_000 });
  expect(await start(await issuer.sign())).toMatch(/^key-document-malformed/);
  document = issuer.publicKey;
  expect(await start(await issuer.sign())).toBe('started');
});

test('leaves no timer after the URL has responded', async () => {
  await widgetWith({ fetch: issuer.fetch })(await issuer.sign());
  expect(vi.getTimerCount()).toBe(0);
});

test('imports a key once while the document stays the same', async () => {
  const [first, second, renewed] = [await issuer.sign(), await issuer.sign(), await other.sign()];
  let document = issuer.publicKey;
  const importKey = vi.spyOn(crypto.subtle, 'importKey');
  const start = widgetWith({ fetch: async () => new Response(document) });
  expect([await start(first), await start(second)]).toEqual(['started', 'started']);
  expect(importKey).toHaveBeenCalledTimes(1);
  document = other.publicKey;
  expect(await start(renewed)).toBe('started');
  expect(importKey).toHaveBeenCalledTimes(2);
  importKey.mockRestore();
});
