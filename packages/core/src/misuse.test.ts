import { describe, expect, test } from 'vitest';
import { createLiveChatAuth, type LiveChatAuthOptions } from './index.js';

const good: LiveChatAuthOptions = { userId: 'ann', getAuthToken: async () => null };

describe('createLiveChatAuth throws on misuse and says what to write instead', () => {
  const misuses: [string, unknown, RegExp][] = [
    ['userId', '', /write userId=\{user\?\.id \?\? null\}/],
    ['userId', 7, /write userId=\{String\(user\.id\)\}/],
    ['userId', {}, /userId must be a non-empty string, null/],
    ['userChangePolicy', 'reload', /must be one of 'close-chat', 'keep-chat', 'reload-page'/],
    ['getAuthToken', undefined, /write getAuthToken=\{fetchAuthToken\('\/auth\/token'\)\}/],
    ['getAuthToken', '/auth/token', /getAuthToken must be a function/],
    ['botSso', {}, /botSso\.getToken must be a function/],
    ['botSso', { getToken: async () => null, allowedHosts: ['https://bots.example'] }, /write allowedHosts: \['localhost:3978'\]/],
    [
      'botSso',
      { getToken: async () => null, allowedHosts: ['localhost:3978', 'bots.example/api'] },
      /must be hosts without scheme or path/,
    ],
    ['clientFunction', 'window[auth]', /must be a dotted path such as 'auth\.getAuthenticationToken'/],
    ['tokenTimeout', 10_001, /tokenTimeout must be a number of milliseconds from 0 to 10000/],
    ['tokenTimeout', NaN, /tokenTimeout must be a number of milliseconds/],
    ['tokenTimeout', '9000', /tokenTimeout must be a number of milliseconds/],
    ['readyTimeout', Infinity, /readyTimeout must be a number of milliseconds from 0 to 2147483647/],
    ['refreshBeforeExpiry', -1, /refreshBeforeExpiry must be a number of milliseconds/],
  ];

  test.each(misuses)('%s: %j', (name, value, message) => {
    expect(() => createLiveChatAuth({ ...good, [name]: value })).toThrow(TypeError);
    expect(() => createLiveChatAuth({ ...good, [name]: value })).toThrow(message);
  });

  test.each(misuses)('%s: %j in setOptions, which then changes nothing', (name, value, message) => {
    const auth = createLiveChatAuth(good);
    expect(() => auth.setOptions({ userId: 'bob', [name]: value })).toThrow(message);
    expect(auth.getState().userId).toBe('ann');
  });

  test('accepts values at the limits', () => {
    expect(() => createLiveChatAuth({ ...good, tokenTimeout: 10_000, readyTimeout: 2 ** 31 - 1, refreshBeforeExpiry: 0 })).not.toThrow();
  });

  test('treats an undefined option like a missing option', () => {
    expect(() =>
      createLiveChatAuth({ ...good, botSso: undefined, clientFunction: undefined, tokenTimeout: undefined, window: undefined }),
    ).not.toThrow();
  });
});
