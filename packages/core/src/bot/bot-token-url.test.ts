import { describe, expect, test } from 'vitest';
import { LiveChatAuthError } from '../errors.js';
import { parseBotTokenUrl, type BotTokenUrl } from './bot-token-url.js';

const now = Date.UTC(2026, 2, 2, 9);
const query = (expiry: number | string = now / 1000 + 50) => `?state=card-1&expiry=${expiry}&id=key&hmac=secret`;
const parse = (url: unknown, allowedHosts: string[] = []) => parseBotTokenUrl(url, allowedHosts, now);

function accepted(url: unknown, allowedHosts: string[] = []): BotTokenUrl {
  const result = parse(url, allowedHosts);
  if (result instanceof LiveChatAuthError) throw result;
  return result;
}
function refused(url: unknown, allowedHosts: string[] = []): LiveChatAuthError {
  const result = parse(url, allowedHosts);
  if (!(result instanceof LiveChatAuthError)) throw new Error('The URL was accepted.');
  return result;
}

describe('parseBotTokenUrl accepts', () => {
  test.each([
    'token.botframework.com',
    'europe.token.botframework.com',
    'unitedstates.token.botframework.com',
    'india.token.botframework.com',
    'token.botframework.azure.us',
    'token.botframework.azure.cn',
    'TOKEN.botframework.com',
    'token.botframework.com:443',
  ])('the known host %s', (host) => {
    expect(accepted(`https://${host}/api/sas/postToken${query()}`)).toMatchObject({ signInId: 'card-1', usableFor: 50_000 });
  });

  test.each([
    ['a listed host', 'https://bots.example/post', ['bots.example']],
    ['a listed host with a port', 'https://bots.example:8443/post', ['bots.example:8443']],
    ['a listed host in other letter case', 'https://bots.example/post', ['Bots.Example']],
    ['http on a listed loopback host', 'http://localhost:3978/post', ['localhost:3978']],
    ['http on a listed IPv4 loopback address', 'http://127.0.0.1:3978/post', ['127.0.0.1:3978']],
    ['http on a listed IPv6 loopback address', 'http://[::1]:3978/post', ['[::1]:3978']],
  ])('%s', (_what, url, allowedHosts) => {
    expect(accepted(`${url}${query()}`, allowedHosts).href).toBe(`${url}${query()}`);
  });

  test('a state that comes first in the query', () => {
    expect(accepted(`https://token.botframework.com/?state=first&expiry=1`).signInId).toBe('first');
  });

  test('a sign-in id of 512 characters', () => {
    expect(accepted(`https://token.botframework.com/?state=${'s'.repeat(512)}`).signInId).toHaveLength(512);
  });
});

describe('parseBotTokenUrl refuses', () => {
  test.each<[string, unknown, string]>([
    ['text that is not a URL', 'token.botframework.com/post', 'bot-url-malformed'],
    ['an empty text', '', 'bot-url-malformed'],
    ['null', null, 'bot-url-malformed'],
    ['an object that turns into a URL', { toString: () => `https://token.botframework.com/${query()}` }, 'bot-url-malformed'],
    ['http', `http://token.botframework.com/${query()}`, 'bot-url-insecure'],
    ['http on a loopback host that is not listed', `http://localhost:3978/${query()}`, 'bot-url-insecure'],
    ['another scheme', `javascript:alert(1)//token.botframework.com/${query()}`, 'bot-url-insecure'],
    ['a user name', `https://ann@token.botframework.com/${query()}`, 'bot-url-credentials'],
    ['a password', `https://:secret@token.botframework.com/${query()}`, 'bot-url-credentials'],
    ['an unknown host', `https://evil.example/${query()}`, 'bot-url-host'],
    ['a host that ends like a known one', `https://eviltoken.botframework.com/${query()}`, 'bot-url-host'],
    ['a host that starts like a known one', `https://token.botframework.com.evil.example/${query()}`, 'bot-url-host'],
    ['another port of a known host', `https://token.botframework.com:8443/${query()}`, 'bot-url-host'],
    ['no state', 'https://token.botframework.com/?expiry=1', 'bot-url-no-state'],
    ['an empty state', 'https://token.botframework.com/?state=', 'bot-url-no-state'],
    ['a state of 513 characters', `https://token.botframework.com/?state=${'s'.repeat(513)}`, 'bot-url-no-state'],
  ])('%s', (_what, url, code) => {
    expect(refused(url).code).toBe(code);
  });

  test('http on a listed host that is not loopback', () => {
    expect(refused(`http://bots.example/${query()}`, ['bots.example']).code).toBe('bot-url-insecure');
  });

  test('with an error that names the host but no other part of the URL', () => {
    const { message, details } = refused(`https://evil.example/collect${query()}`);
    expect(details).toEqual({ host: 'evil.example' });
    expect(message).not.toMatch(/collect|secret|card-1/);
  });
});

describe('A token may be posted', () => {
  test.each([
    ['until the expiry of the URL', now / 1000 + 30, 30_000],
    ['for a minute at most', now / 1000 + 3_600, 60_000],
    ["for a minute when the URL looks expired, because the device's clock may be fast", now / 1000 - 3_600, 60_000],
    ['for a minute when the URL has no readable expiry', 'soon', 60_000],
    ['for a minute when the expiry is empty', '', 60_000],
  ])('%s', (_what, expiry, usableFor) => {
    expect(accepted(`https://token.botframework.com/${query(expiry)}`).usableFor).toBe(usableFor);
  });
});
