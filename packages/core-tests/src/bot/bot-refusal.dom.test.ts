import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { closePages, openBotPage } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import type { LiveChatAuthErrorCode } from '@lcw-auth/core';
import { createLiveChatAuth } from '@lcw-auth/core';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  closePages();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const getToken = () => Promise.resolve('token');
const path = '/api/sas/postToken?state=card-1';

/** What is wrong, the URL, and the error code, without `allowedHosts`. */
const refused: [string, string, LiveChatAuthErrorCode][] = [
  ['is empty', '', 'bot-url-malformed'],
  ['is not a URL', 'not a url', 'bot-url-malformed'],
  ['is relative', path, 'bot-url-malformed'],
  ['is relative to the protocol', `//token.botframework.com${path}`, 'bot-url-malformed'],
  ['has no host', 'https://', 'bot-url-malformed'],
  ['has an invalid port', `https://token.botframework.com:99999${path}`, 'bot-url-malformed'],

  ['is http', `http://token.botframework.com${path}`, 'bot-url-insecure'],
  ['is http on loopback that is not listed', `http://localhost:3978${path}`, 'bot-url-insecure'],
  ['is of a WebSocket', `wss://token.botframework.com${path}`, 'bot-url-insecure'],
  ['is a file', `file:///token.botframework.com${path}`, 'bot-url-insecure'],
  ['is a script', 'javascript:fetch("https://evil.example")', 'bot-url-insecure'],
  ['is data', 'data:text/plain,state=card-1', 'bot-url-insecure'],
  ['is a blob', 'blob:https://token.botframework.com/1', 'bot-url-insecure'],
  ['has an unknown scheme', `https+evil://token.botframework.com${path}`, 'bot-url-insecure'],

  ['carries a user name', `https://user@token.botframework.com${path}`, 'bot-url-credentials'],
  ['carries a user name and a password', `https://user:password@token.botframework.com${path}`, 'bot-url-credentials'],
  ['carries only a password', `https://:password@token.botframework.com${path}`, 'bot-url-credentials'],
  ['hides its host behind a user name that looks like one', `https://token.botframework.com@evil.example${path}`, 'bot-url-credentials'],

  ['is another host', `https://evil.example${path}`, 'bot-url-host'],
  ['is a sub-domain of a known host', `https://evil.token.botframework.com${path}`, 'bot-url-host'],
  ['is the parent domain of the known hosts', `https://botframework.com${path}`, 'bot-url-host'],
  ['is an unknown region', `https://mars.token.botframework.com${path}`, 'bot-url-host'],
  ['has a known host as its sub-domain', `https://token.botframework.com.evil.example${path}`, 'bot-url-host'],
  ['ends like a known host', `https://eviltoken.botframework.com${path}`, 'bot-url-host'],
  ['looks like a known host in other letters', `https://token.botfrаmework.com${path}`, 'bot-url-host'],
  ['hides its host before a backslash', `https://evil.example\\@token.botframework.com${path}`, 'bot-url-host'],
  ['hides its host before a fragment', `https://evil.example#@token.botframework.com${path}`, 'bot-url-host'],
  ['names a known host only in its path', `https://evil.example/token.botframework.com${path}`, 'bot-url-host'],
  ['ends in a dot', `https://token.botframework.com.${path}`, 'bot-url-host'],
  ['has an odd port', `https://token.botframework.com:8443${path}`, 'bot-url-host'],
  ['has the port of http', `https://token.botframework.com:80${path}`, 'bot-url-host'],
  ['is an address', `https://203.0.113.7${path}`, 'bot-url-host'],
  ['is https on loopback that is not listed', `https://localhost${path}`, 'bot-url-host'],

  ['has no state', 'https://token.botframework.com/api/sas/postToken?expiry=9999999999', 'bot-url-no-state'],
  ['has an empty state', 'https://token.botframework.com/api/sas/postToken?state=', 'bot-url-no-state'],
  ['has its state in the fragment', 'https://token.botframework.com/api/sas/postToken#state=card-1', 'bot-url-no-state'],
  ['has a state of more than 512 characters', `https://token.botframework.com/?state=${'x'.repeat(513)}`, 'bot-url-no-state'],
];

describe('A bot token URL is refused, the card is shown and no token is sent, when the URL', () => {
  test.each(refused)('%s', async (_case, url, code) => {
    const page = await openBotPage('v2');
    const watchedGetToken = vi.fn(getToken);
    page.auth.setOptions({ botSso: { getToken: watchedGetToken } });
    expect(await page.requestDecision(url)).toEqual({ show: true, afterMs: 0 });
    expect(page.service.posts).toEqual([]);
    expect(watchedGetToken).not.toHaveBeenCalled();
    expect(page.state()).toMatchObject({ status: 'sign-in-required', signInId: '', outcome: { type: 'failed', error: { code } } });
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'card-settled', signInId: '', outcome: 'failed', code }));
  });

  test('has a host with a long name, of which the error names the beginning', async () => {
    const page = await openBotPage('v2');
    const host = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
    await page.requestDecision(botTokenUrl('card-1', { host }));
    const outcome = page.find('')?.outcome;
    const message = outcome?.type === 'failed' ? outcome.error.message : '';
    expect(message).toContain(`Host: ${host.slice(0, 100)}.`);
  });
});

describe("A bot token URL is tried once, independently of its expiry and the device's clock, when it", () => {
  test.each([
    ['has expired', (now: number) => String(now - 1)],
    ['expires this second', (now: number) => String(now)],
    ['has an expiry that is not a number', () => 'tomorrow'],
    ['has an expiry of zero', () => '0'],
    ['has a negative expiry', () => '-1'],
  ])('%s', async (_case, expiry) => {
    const page = await openBotPage('v2');
    vi.setSystemTime(Math.ceil(Date.now() / 1000) * 1000);
    const url = `https://token.botframework.com${path}&expiry=${expiry(Math.floor(Date.now() / 1000))}`;
    expect(await page.requestDecision(url)).toMatchObject({ show: false });
    expect(page.service.posts).toHaveLength(1);
  });
});

describe('A bot token URL in the widget', () => {
  test.each(['v1', 'v2'] as const)('with an unknown host shows the card (%s)', async (generation) => {
    const page = await openBotPage(generation);
    expect(await page.card('card-1', botTokenUrl('card-1', { host: 'evil.example' }))).toMatchObject({ shown: true, providerCalls: 1 });
    expect(page.service.posts).toEqual([]);
  });

  test('with the id of another card does not change that card', async () => {
    const page = await openBotPage('v2', {}, createBotTokenServiceDouble(200, 500));
    const call = page.call(botTokenUrl('card-1'));
    await page.requestDecision(botTokenUrl('card-1', { host: 'evil.example' }));
    await vi.advanceTimersByTimeAsync(600);
    expect(call.answers).toMatchObject([{ show: false }]);
    expect(page.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'hidden' });
  });
});

describe('A bot token URL is accepted', () => {
  test.each([
    'token.botframework.com',
    'europe.token.botframework.com',
    'unitedstates.token.botframework.com',
    'india.token.botframework.com',
    'token.botframework.azure.us',
    'token.botframework.azure.cn',
    'TOKEN.BotFramework.com',
    'token.botframework.com:443',
  ])('at %s', async (host) => {
    const page = await openBotPage('v2');
    expect(await page.requestDecision(botTokenUrl('card-1', { host }))).toMatchObject({ show: false });
  });

  test.each([
    ['state=card-1&id=1&hmac=2', 'no expiry, so it is used for a minute'],
    [`state=${'x'.repeat(512)}`, 'a state of 512 characters'],
    ['hmac=2&id=1&expiry=99999999999&state=card-1', 'an expiry that is later than a timer can wait'],
  ])('with %s (%s)', async (query) => {
    const page = await openBotPage('v2', {}, createBotTokenServiceDouble(200, 100));
    expect(await page.requestDecision(`https://token.botframework.com/api/sas/postToken?${query}`)).toEqual({ show: false, afterMs: 100 });
  });

  test.each([
    ['bots.contoso.example', 'https://bots.contoso.example'],
    ['Bots.Contoso.example:8443', 'https://bots.contoso.example:8443'],
    ['localhost:3978', 'http://localhost:3978'],
    ['localhost:3978', 'https://localhost:3978'],
    ['127.0.0.1:3978', 'http://127.0.0.1:3978'],
    ['127.10.0.21:3978', 'http://127.10.0.21:3978'],
    ['[::1]:3978', 'http://[::1]:3978'],
  ])('when allowedHosts lists %s, at %s', async (host, origin) => {
    const page = await openBotPage('v2', { botSso: { getToken, allowedHosts: [host] } });
    expect(await page.requestDecision(`${origin}${path}`)).toMatchObject({ show: false });
    expect(page.service.posts.map(({ url }) => url.origin)).toEqual([origin]);
  });

  test.each<[string, string, LiveChatAuthErrorCode]>([
    ['bots.contoso.example', 'https://bots.contoso.example:8443', 'bot-url-host'],
    ['bots.contoso.example:8443', 'https://bots.contoso.example', 'bot-url-host'],
    ['bots.contoso.example', 'https://a.bots.contoso.example', 'bot-url-host'],
    ['bots.contoso.example', 'http://bots.contoso.example', 'bot-url-insecure'],
    ['localhost:3978', 'http://localhost:3979', 'bot-url-insecure'],
    ['localhost:3978', 'ws://localhost:3978', 'bot-url-insecure'],
    ['localhost', 'http://localhost.evil.example', 'bot-url-insecure'],
    ['127.evil.example', 'http://127.evil.example', 'bot-url-insecure'],
    ['localhost.evil.example', 'http://localhost.evil.example', 'bot-url-insecure'],
    ['evil-localhost', 'http://evil-localhost', 'bot-url-insecure'],
    ['*.contoso.example', 'https://bots.contoso.example', 'bot-url-host'],
    ['*', 'https://bots.contoso.example', 'bot-url-host'],
    ['', 'https://bots.contoso.example', 'bot-url-host'],
  ])('but not when allowedHosts lists %o and the URL is at %s', async (host, origin, code) => {
    const page = await openBotPage('v2', { botSso: { getToken, allowedHosts: [host] } });
    expect(await page.requestDecision(`${origin}${path}`)).toEqual({ show: true, afterMs: 0 });
    expect(page.find('')?.outcome).toMatchObject({ error: { code } });
    expect(page.service.posts).toEqual([]);
  });
});

test.each([
  ['an origin', ['https://bots.contoso.example']],
  ['a URL', ['bots.contoso.example/api']],
  ['undefined, such as an unset variable', [undefined as unknown as string]],
])('rejects allowedHosts with %s, and the error says what to write', (_case, allowedHosts) => {
  const options = { userId: null, getAuthToken: () => Promise.resolve(null), botSso: { getToken, allowedHosts } };
  expect(() => createLiveChatAuth(options)).toThrow(
    new TypeError("botSso.allowedHosts must be hosts without scheme or path: write allowedHosts: ['localhost:3978']."),
  );
});
