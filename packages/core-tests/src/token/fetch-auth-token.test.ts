import { createTestIssuer } from '@lcw-auth/simulator';
import { describe, expect, test, vi } from 'vitest';
import { fetchAuthToken } from '@lcw-auth/core';
import { checkAnswer, refusalOf } from '../support/checked-token.fixture.js';
import { fetchFailure, startEndpoint, tokenRequest } from '../support/token-endpoint.fixture.js';

const issuer = await createTestIssuer();

describe('fetchAuthToken reads a token', () => {
  test.each([
    ['text', (jwt: string) => jwt],
    ['text with a line end', (jwt: string) => `${jwt}\r\n`],
    ['a JSON string', (jwt: string) => JSON.stringify(jwt)],
    ['the property token', (jwt: string) => JSON.stringify({ token: jwt, expiresAt: 1 })],
    ['the property access_token', (jwt: string) => JSON.stringify({ access_token: jwt, token_type: 'Bearer' })],
    ['the property accessToken', (jwt: string) => JSON.stringify({ accessToken: jwt })],
    ['the property jwt', (jwt: string) => JSON.stringify({ token: '', jwt })],
    ['text with the prefix Bearer', (jwt: string) => `Bearer ${jwt}`],
    ['the property token with the prefix Bearer and spaces', (jwt: string) => JSON.stringify({ token: `bearer  ${jwt} ` })],
    ['a property with the prefix bearer', (jwt: string) => JSON.stringify({ token: `bearer ${jwt}` })],
  ])('that came as %s', async (_form, body) => {
    const jwt = await issuer.sign();
    const url = await startEndpoint((_request, response) => response.end(body(jwt)));
    expect(await fetchAuthToken(url)(tokenRequest())).toBe(jwt);
  });

  test.each([200, 201, 299])('from every successful status: %i', async (status) => {
    const jwt = await issuer.sign();
    const url = await startEndpoint((_request, response) => response.writeHead(status).end(jwt));
    expect(await fetchAuthToken(url)(tokenRequest())).toBe(jwt);
  });

  test.each(['text', 'JSON'])('from %s that is sent as text/html, as Express and PHP do', async (shape) => {
    const jwt = await issuer.sign();
    const body = shape === 'JSON' ? `{ "token": "${jwt}" }\n` : `${jwt}\n`;
    const url = await startEndpoint((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body));
    expect(await fetchAuthToken(url)(tokenRequest())).toBe(jwt);
  });

  test('of another shape with the option read', async () => {
    const jwt = await issuer.sign();
    const url = await startEndpoint((_request, response) => response.end(JSON.stringify({ data: { chat: jwt } })));
    const read = async (response: Response) => ((await response.json()) as { data: { chat: string } }).data.chat;
    expect(await fetchAuthToken(url, { read })(tokenRequest())).toBe(jwt);
    expect(await fetchAuthToken(url, { read: () => null })(tokenRequest())).toBeNull();
  });
});

describe('fetchAuthToken returns null, because no user is signed in', () => {
  test.each([
    ['status 401', 401, '{"error":"login_required"}'],
    ['status 204', 204, ''],
    ['an empty body', 200, ''],
    ['a blank body', 200, ' \n'],
    ['null', 200, 'null'],
    ['an empty JSON string', 200, '""'],
    ['a property that is null', 200, '{"token":null}'],
    ['a property that is empty', 200, '{"access_token":""}'],
  ])('for %s', async (_what, status, body) => {
    const url = await startEndpoint((_request, response) => response.writeHead(status).end(body));
    expect(await fetchAuthToken(new URL(url))(tokenRequest())).toBeNull();
  });

  test.each([200, 404])('for a redirect that ended at a web page, with status %i', async (status) => {
    const url = await startEndpoint((request, response) => {
      if (request.url === '/sign-in') response.writeHead(status, { 'content-type': 'text/html' }).end('<p>Sign in</p>');
      else response.writeHead(302, { location: '/sign-in' }).end();
    });
    expect(await fetchAuthToken(url)(tokenRequest())).toBeNull();
  });

  test('and not for a redirect that ended at the error page of a server', async () => {
    const url = await startEndpoint((request, response) => {
      if (request.url === '/token/') response.writeHead(502, { 'content-type': 'text/html' }).end('<p>Bad gateway</p>');
      else response.writeHead(301, { location: '/token/' }).end();
    });
    expect(await fetchFailure(`${url}/token`)).toMatchObject({ code: 'token-http-error', retryable: true });
  });

  test('and not for a redirect that ended at a token', async () => {
    const jwt = await issuer.sign();
    const url = await startEndpoint((request, response) => {
      if (request.url === '/token') response.end(jwt);
      else response.writeHead(307, { location: '/token' }).end();
    });
    expect(await fetchAuthToken(url)(tokenRequest())).toBe(jwt);
  });
});

describe('fetchAuthToken rejects', () => {
  test.each([400, 403, 404, 500, 503])('for status %i, and the error tells status, content type and length only', async (status) => {
    const url = await startEndpoint((_request, response) =>
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end('a secret page'),
    );
    const error = await fetchFailure(`${url}/auth/token?key=secret`);
    expect(error.code).toBe('token-http-error');
    expect(error.message).toContain(`Path: /auth/token. HTTP status: ${status}. Content type: text/plain. Length: 13 characters.`);
    expect(error.message).not.toContain('secret');
  });

  test.each([
    ['by its content', 'text/plain', '<!doctype html><p>a secret page</p>'],
    ['by its content in old HTML', 'text/plain', '<HTML>a secret page</HTML>'],
    ['by its content after a comment', 'text/plain', '<!-- made by a secret tool -->\n<html>'],
    ['by its content in XHTML', 'application/xhtml+xml', '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">a secret page'],
    ['by its content after a line end', 'text/plain', '\n<!doctype html><p>a secret page</p>'],
    ['by its content type', 'text/html; charset=utf-8', 'a secret page'],
    ['by its content type with a space', 'text/html ; charset=utf-8', 'a secret page'],
  ])('for a web page without a redirect, recognised %s', async (_how, contentType, body) => {
    const url = await startEndpoint((_request, response) => response.writeHead(200, { 'content-type': contentType }).end(body));
    const error = await fetchFailure(`${url}/auth/token`);
    expect(error.code).toBe('token-web-page');
    expect(error.message).toContain('It returned a web page, probably a sign-in page');
    expect(error.message).toContain('Path: /auth/token. HTTP status: 200.');
    expect(error.message).not.toContain('secret');
  });

  const readNested = async (response: Response) => ((await response.json()) as { data: { chat: string } }).data.chat;

  test('for a web page also with the option read, which cannot read it', async () => {
    const url = await startEndpoint((_request, response) => response.end('<!doctype html><p>a secret page</p>'));
    expect(await fetchFailure(url, { read: readNested })).toMatchObject({ code: 'token-web-page' });
  });

  test.each([
    ['throws', readNested, 'token-fetch-failed'],
    ['returns nothing', () => undefined as never, 'token-wrong-type'],
  ])('through the client when the option read %s, and the error describes the response', async (_what, read, code) => {
    const body = '{"error":"a secret"}';
    const url = await startEndpoint((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
    const error = await refusalOf(fetchAuthToken(`${url}/auth/token`, { read }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(
      `Path: /auth/token. HTTP status: 200. Content type: application/json. Length: ${body.length} characters.`,
    );
    expect(error.message).not.toContain('secret');
  });

  test.each(['{"token":1}', '{"error":"x"}', '{"error":"<html>"}', 'a.b', 'a.b.c', '[]', '0', 'true'])(
    'through the client for a body without a JWT, and the error describes the response: %s',
    async (body) => {
      const url = await startEndpoint((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body));
      const error = await refusalOf(fetchAuthToken(url));
      expect(error.code).toBe('token-malformed');
      expect(error.message).toContain(`HTTP status: 200. Content type: application/json. Length: ${body.length} characters.`);
    },
  );

  test('a response that the browser hides, as with mode no-cors', async () => {
    vi.stubGlobal('fetch', async () => Response.error());
    const error = await fetchFailure('https://portal.example/auth/token').finally(() => vi.unstubAllGlobals());
    expect(error).toMatchObject({ code: 'token-http-error', message: expect.stringContaining('HTTP status: 0.') as string });
  });

  test('when the endpoint cannot be reached, without its URL', async () => {
    const error = await fetchFailure('http://127.0.0.1:1/auth/token');
    expect(error).toMatchObject({ code: 'token-network-failed', retryable: true });
    expect(error.message).not.toContain('127.0.0.1');
  });

  test('when the connection breaks inside the body', async () => {
    const jwt = await issuer.sign();
    const url = await startEndpoint((request, response) => {
      response.writeHead(200, { 'content-length': jwt.length });
      response.write(jwt.slice(0, 20), () => request.socket.destroy());
    });
    expect((await fetchFailure(url)).code).toBe('token-network-failed');
  });

  test('when its signal aborts', async () => {
    const url = await startEndpoint(() => {});
    const controller = new AbortController();
    const request = fetchAuthToken(url)(tokenRequest({ signal: controller.signal }));
    controller.abort();
    await expect(request).rejects.toMatchObject({ code: 'token-network-failed' });
  });
});

describe('A client with fetchAuthToken checks the expiry with the clock of the endpoint', () => {
  const seconds = () => Math.floor(Date.now() / 1000);
  const endpointWithDate = (jwt: string, date: number) =>
    startEndpoint((_request, response) => response.writeHead(200, { date: new Date(date).toUTCString() }).end(jwt));

  test('and uses a token that has expired by the clock of the device only', async () => {
    const jwt = await issuer.sign({ iat: seconds() - 7200, exp: seconds() - 6300 });
    const url = await endpointWithDate(jwt, Date.now() - 7_200_000);
    const { token, state } = await checkAnswer(fetchAuthToken(url));
    expect(token).toBe(jwt);
    expect(state).toMatchObject({ status: 'valid', warnings: [{ code: 'device-clock' }] });
  });

  test('and rejects a token that had expired by it, also within that second', async () => {
    const exp = seconds() - 60;
    const url = await endpointWithDate(await issuer.sign({ iat: exp - 900, exp }), exp * 1000);
    const error = await refusalOf(fetchAuthToken(url));
    expect(error.code).toBe('token-expired');
    expect(error.message).toMatch(
      /It had already expired according to the endpoint's clock\. The device's clock is \d\d seconds ahead of the endpoint's clock\./,
    );
  });

  test('and by the clock of the device when the response has no date', async () => {
    const jwt = await issuer.signExpired();
    const url = await startEndpoint((_request, response) => {
      response.sendDate = false;
      response.end(jwt);
    });
    const error = await refusalOf(fetchAuthToken(url));
    expect(error.code).toBe('token-expired');
    expect(error.message).not.toContain('own clock');
  });
});
