import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { createLiveChatAuth, fetchAuthToken, type LiveChatAuthOptions } from '@lcw-auth/core';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import {
  ann,
  bob,
  issuer,
  onFakeTime,
  openPortalPage,
  pass,
  signFor,
  until,
  type PortalPageOptions,
} from '../support/portal-page.fixture.js';

onFakeTime();

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => vi.unstubAllGlobals());

const lines = () => warn.mock.calls.map(([line]) => String(line));
/** The portal page passes `onEvent`, which turns the console off by default. */
const openPage = (options: PortalPageOptions = {}) => openPortalPage({ developmentConsole: true, ...options });
const respondWith = (body: string, init: ResponseInit = {}) => vi.stubGlobal('fetch', async () => new Response(body, init));
/** The client does not verify signatures, so only the header has to name the algorithm. */
async function signedWithSecret() {
  const [, payload, signature] = (await signFor(ann)).split('.');
  return `${btoa('{"alg":"HS256"}')}.${payload}.${signature}`;
}
const html = { headers: { 'content-type': 'text/html' } };

describe('A mistake of getAuthToken or of its endpoint is named', () => {
  const viaFetch = fetchAuthToken('/auth/token');
  const mistakes: [string, () => unknown, LiveChatAuthOptions['getAuthToken'] | (() => unknown), RegExp][] = [
    ['a wrong URL', () => respondWith('Not found', { status: 404 }), viaFetch, /token-http-error: .*HTTP status: 404\./],
    [
      'the page of a single-page app',
      () => respondWith('<!doctype html>', html),
      viaFetch,
      /token-web-page: .*web page.*HTTP status: 200\..*Check the URL/,
    ],
    [
      'an endpoint that cannot be reached',
      () => vi.stubGlobal('fetch', () => Promise.reject(new TypeError())),
      viaFetch,
      /token-network-failed: .*connect-src/,
    ],
    ['an object', () => {}, async () => ({ token: 'x' }), /token-wrong-type: Your getAuthToken function .*It returned an object/],
    ['undefined', () => {}, async () => undefined, /token-wrong-type: .*undefined\); a return statement may be missing/],
    ['a Response', () => {}, async () => new Response('a.b.c'), /token-wrong-type: .*`await response\.text\(\)` may be missing/],
    ['an empty string', () => {}, async () => '', /token-empty: Your getAuthToken function returned an empty string/],
    [
      'an error that it throws',
      () => {},
      () => Promise.reject(new Error('no session')),
      /token-fetch-failed: Your getAuthToken function threw an error/,
    ],
    [
      'text that it parses as JSON',
      () => {},
      () => new Response('a.b.c').json(),
      /token-fetch-failed: Your getAuthToken function threw an error/,
    ],
    ['a token signed with HS256', () => {}, signedWithSecret, /token-algorithm: .*shared secret.*RS256/],
    ['an unsigned token', () => {}, () => issuer.sign({ sub: ann }, { signedWith: 'none' }), /token-unsigned: The JWT is unsigned/],
    ['an expired token', () => {}, () => issuer.signExpired({ sub: ann }), /token-expired: .*Do not cache tokens/],
    [
      'a nested context',
      () => {},
      () => issuer.sign({ sub: ann, lwicontexts: '{"cart":{"total":1}}' }),
      /token-warning \(context-value\): .*"cart" is an object/,
    ],
  ];

  test.each(mistakes)('%s', async (_what, prepare, getAuthToken, line) => {
    prepare();
    await openPage({ getAuthToken: getAuthToken as LiveChatAuthOptions['getAuthToken'] });
    expect(lines()).toEqual([expect.stringMatching(line)]);
    expect(lines()[0]).toMatch(/^\[lcw-auth\] /);
  });

  test('the token of another user for the same userId', async () => {
    const page = await openPage();
    page.endpoint.answer = () => signFor(bob);
    await until(page.auth.getAuthToken({ force: true }));
    expect(lines()).toEqual([expect.stringMatching(/token-subject-changed: .*Keep userId in step with the server's session/)]);
  });

  test('with the stack of the error that the app threw, so that its place is found', async () => {
    await openPage({ getAuthToken: () => Promise.reject(new Error('no session')) });
    expect(warn.mock.calls[0]?.[1]).toMatch(/Error: no session\n.*mistakes\.dom\.test/);
  });
});

describe('A misused option throws and says what to write', () => {
  test.each<[string, object, RegExp]>([
    ['a number as userId', { userId: 7 }, /userId=\{String\(user\.id\)\}/],
    ['an empty userId', { userId: '' }, /userId=\{user\?\.id \?\? null\}/],
    ['no getAuthToken', { getAuthToken: undefined }, /getAuthToken=\{fetchAuthToken\('\/auth\/token'\)\}/],
    ['a URL in place of getAuthToken', { getAuthToken: '/auth/token' }, /getAuthToken=\{fetchAuthToken\('\/auth\/token'\)\}/],
    ['a function as botSso', { botSso: async () => 'token' }, /botSso=\{\{ getToken: async \(\) => token \}\}/],
  ])('%s', (_what, options, message) => {
    const create = () => createLiveChatAuth({ userId: ann, getAuthToken: async () => null, ...options });
    expect(create).toThrow(message);
  });
});

describe('A mistake on the page is named', () => {
  test('no script tag', async () => {
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const disconnect = auth.connect();
    await pass(30_000);
    expect(lines()).toContainEqual(expect.stringMatching(/widget-not-ready: .*The page has no script tag with the id/));
    disconnect();
  });

  test('two clients with different users', async () => {
    await openPage();
    await openPage({ userId: bob });
    expect(lines()).toContainEqual(expect.stringMatching(/conflict-users: .*Use one <LiveChatAuthProvider>/));
  });

  test('a wrong name of the client function', async () => {
    await openPage({ clientFunction: 'auth.other' });
    const errorDescription = 'The function auth.getAuthenticationToken is not present.';
    window.dispatchEvent(new CustomEvent('lcw:error', { detail: { errorCode: 8, errorDescription } }));
    expect(lines()).toEqual([
      expect.stringMatching(/client-function-missing: .*The setting names auth\.getAuthenticationToken\..*Set the option clientFunction/),
    ]);
  });

  test('a token that is signed with a key that is not published', async () => {
    const page = await openPage({ endpoint: { answer: () => issuer.sign({ sub: ann }, { signedWith: 'foreign' }) } });
    await expect(until(page.simulator.startChat())).rejects.toMatchObject({ errorCode: 4 });
    expect(lines()).toEqual([expect.stringMatching(/token-rejected: Omnichannel rejected.*public key URL.*doctor/)]);
  });
});

describe('A mistake around the bot is named', () => {
  async function sendCard(sasUrl: string, answer: number | 'network-failure' = 200) {
    vi.stubGlobal('fetch', createBotTokenServiceDouble(answer).fetch);
    const page = await openPage({ botSso: { getToken: async () => 'bot-token' } });
    await until(page.simulator.startChat());
    await until(page.simulator.sendSignInCard({ signInId: 'card-1', sasUrl }));
    await pass(1_000);
  }

  test('a loopback host over http that is not listed', async () => {
    await sendCard(botTokenUrl('card-1', { protocol: 'http', host: 'localhost:3978' }));
    expect(lines()).toEqual([expect.stringMatching(/bot-url-insecure: .*Host: localhost:3978\..*add its host to botSso\.allowedHosts/)]);
  });

  test('a Content-Security-Policy that blocks the post', async () => {
    await sendCard(botTokenUrl('card-1'), 'network-failure');
    expect(lines()).toEqual([expect.stringMatching(/bot-post-failed: .*connect-src/)]);
  });

  test('and a service that refuses the token is not, because that is an expected outcome', async () => {
    await sendCard(botTokenUrl('card-1'), 401);
    expect(lines()).toEqual([]);
  });
});
