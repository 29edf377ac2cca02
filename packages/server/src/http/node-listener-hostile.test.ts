import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { listenWith, sendRaw } from './listening.fixture.js';
import { bert } from '../test-service.fixture.js';

describe('hostile requests', () => {
  test.each([
    ['bytes that are not HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a target that is not a path', 'GET http://[::bad/auth/token HTTP/1.1\r\nHost: a\r\n\r\n', /^HTTP\/1\.1 404/],
    ['a target with a scheme', 'GET http://evil.example/auth/token HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 404/],
    ...['a b\\c', 'evil.example/path', 'user@evil.example', '[::bad', '', 'a:123456', 'a:99999', 'a?b', 'a#b'].map(
      (host): [string, string, RegExp] => [
        `the Host header ${JSON.stringify(host)}`,
        `GET /auth/token HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
        /^HTTP\/1\.1 400/,
      ],
    ),
    ['huge headers', `GET /auth/token HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    [
      'two origins',
      'GET /auth/token HTTP/1.1\r\nHost: a\r\nOrigin: https://a\r\nOrigin: https://evil.example\r\nConnection: close\r\n\r\n',
      /^HTTP\/1\.1 (?:200|403)/,
    ],
  ])('get a clear answer and do not end the process: %s', async (_name, text, expected) => {
    const base = await listenWith();
    expect(await sendRaw(base, text)).toMatch(expected);
    expect((await fetch(`${base}/auth/token`)).status).toBe(200);
  });

  test.each(['shop.example.com', 'SHOP.example.com:8443', '127.0.0.1:80', '[::1]:8080', 'xn--grn-hoa.example', 'my_host'])(
    'the Host header %s is accepted',
    async (host) => {
      const base = await listenWith();
      expect(await sendRaw(base, `GET /auth/token HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200/);
    },
  );

  test('a caller that disconnects in the middle of a body does no harm', async () => {
    const base = await listenWith({ getUser: async (request) => ((await request.text()) === '' ? null : bert) });
    await new Promise<void>((resolve) => {
      const unfinished = httpRequest(`${base}/auth/token`, { method: 'POST', headers: { 'content-length': '1000' } });
      unfinished.on('error', () => resolve());
      unfinished.write('half');
      unfinished.flushHeaders();
      setImmediate(() => unfinished.destroy(new Error('gone')));
    });
    expect((await fetch(`${base}/auth/token`, { method: 'POST', body: 'x' })).status).toBe(200);
  });
});
