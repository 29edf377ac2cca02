import type { IncomingHttpHeaders } from 'node:http';
import { createTestIssuer } from '@lcw-auth/simulator';
import { describe, expect, test, vi } from 'vitest';
import { fetchAuthToken, LiveChatAuthError, type FetchAuthTokenInit } from '@lcw-auth/core';
import { asked, startEndpoint } from '../support/token-endpoint.fixture.js';

const issuer = await createTestIssuer();

/** The failure of a request, as code and text. */
async function failureOf(url: string, init?: FetchAuthTokenInit): Promise<LiveChatAuthError> {
  const error: unknown = await fetchAuthToken(
    url,
    init,
  )(asked()).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LiveChatAuthError);
  return error as LiveChatAuthError;
}

describe('fetchAuthToken reads a plain token endpoint', () => {
  test.each([
    ['text', (jwt: string) => jwt],
    ['text with a line end', (jwt: string) => `${jwt}\r\n`],
    ['a JSON string', (jwt: string) => JSON.stringify(jwt)],
    ['JSON with a token', (jwt: string) => JSON.stringify({ token: jwt, expiresAt: 1 })],
  ])('gives the token that came as %s', async (_form, body) => {
    const jwt = await issuer.sign();
    const url = await startEndpoint((_request, response) => response.end(body(jwt)));
    expect(await fetchAuthToken(url)(asked())).toBe(jwt);
  });

  test('gives null for 401: nobody is signed in', async () => {
    const url = await startEndpoint((_request, response) => response.writeHead(401).end('{}'));
    expect(await fetchAuthToken(new URL(url))(asked())).toBeNull();
  });

  test.each([403, 404, 500, 503])('rejects with the status for %i', async (status) => {
    const url = await startEndpoint((_request, response) => response.writeHead(status).end('a secret page'));
    const error = await failureOf(url);
    expect(error.code).toBe('token-http-error');
    expect(error.message).toContain(`HTTP ${status}`);
    expect(error.message).not.toContain('secret');
  });

  test.each(['', '<html>Sign in</html>', '{"token":1}', '{"error":"x"}', 'null', 'a.b', 'a.b.c', '[]'])(
    'rejects a body that is no JWT: %s',
    async (body) => {
      const url = await startEndpoint((_request, response) => response.end(body));
      expect((await failureOf(url)).code).toBe('token-malformed');
    },
  );

  test.each([200, 201, 299])('takes the token of any success: %i', async (status) => {
    const jwt = await issuer.sign();
    const url = await startEndpoint((_request, response) => response.writeHead(status).end(jwt));
    expect(await fetchAuthToken(url)(asked())).toBe(jwt);
  });

  test('rejects an answer that the browser hides, as with mode no-cors', async () => {
    vi.stubGlobal('fetch', async () => Response.error());
    const error = await failureOf('https://portal.example/auth/token').finally(() => vi.unstubAllGlobals());
    expect(error).toMatchObject({ code: 'token-http-error', message: expect.stringContaining('HTTP 0') as string });
  });

  test('rejects when nobody listens, without the URL', async () => {
    const error = await failureOf('http://127.0.0.1:1/auth/token');
    expect(error).toMatchObject({ code: 'token-network-failed', retryable: true });
    expect(error.message).not.toContain('127.0.0.1');
  });

  test('rejects when the connection breaks inside the body', async () => {
    const jwt = await issuer.sign();
    const url = await startEndpoint((request, response) => {
      response.writeHead(200, { 'content-length': jwt.length });
      response.write(jwt.slice(0, 20), () => request.socket.destroy());
    });
    expect((await failureOf(url)).code).toBe('token-network-failed');
  });

  test('stops when its signal aborts', async () => {
    const url = await startEndpoint(() => {});
    const controller = new AbortController();
    const asking = fetchAuthToken(url)(asked(controller.signal));
    controller.abort();
    await expect(asking).rejects.toMatchObject({ code: 'token-network-failed' });
  });
});

describe("fetchAuthToken's request", () => {
  async function headersOf(init?: FetchAuthTokenInit): Promise<IncomingHttpHeaders & { method?: string | undefined }> {
    const jwt = await issuer.sign();
    let seen: IncomingHttpHeaders & { method?: string | undefined } = {};
    const url = await startEndpoint((request, response) => {
      seen = { ...request.headers, method: request.method };
      response.end(jwt);
    });
    await fetchAuthToken(url, init)(asked());
    return seen;
  }

  test('asks with GET for JSON or text and past every cache', async () => {
    expect(await headersOf()).toMatchObject({
      method: 'GET',
      accept: 'application/json, text/plain;q=0.9, */*;q=0.5',
      'cache-control': 'no-cache',
    });
  });

  test("keeps the app's own method and headers", async () => {
    expect(await headersOf({ method: 'POST', headers: { Accept: 'text/plain', 'x-portal': '1' } })).toMatchObject({
      method: 'POST',
      accept: 'text/plain',
      'x-portal': '1',
    });
  });

  test.each([
    ['a value', 'csrf-1'],
    ['a function, read at each request', () => 'csrf-1'],
  ])('carries a header against request forgery, from %s', async (_kind, token) => {
    expect(await headersOf({ csrf: { header: 'x-csrf', token } })).toMatchObject({ 'x-csrf': 'csrf-1' });
  });
});

describe('fetchAuthToken tries again', () => {
  async function endpointThatFails(times: number, status: number) {
    const jwt = await issuer.sign();
    const counted = { requests: 0, url: '', jwt };
    counted.url = await startEndpoint((_request, response) => {
      counted.requests += 1;
      if (counted.requests <= times) response.writeHead(status).end();
      else response.end(jwt);
    });
    return counted;
  }

  test('not at all by default: the client has its own backoff', async () => {
    const endpoint = await endpointThatFails(1, 503);
    expect((await failureOf(endpoint.url)).code).toBe('token-http-error');
    expect(endpoint.requests).toBe(1);
  });

  test('as often as `retry` says, half a second apart', async () => {
    const endpoint = await endpointThatFails(1, 503);
    const startedAt = performance.now();
    expect(await fetchAuthToken(endpoint.url, { retry: 1 })(asked())).toBe(endpoint.jwt);
    expect(performance.now() - startedAt).toBeGreaterThan(450);
    expect(endpoint.requests).toBe(2);
  });

  test('and no more often: then it rejects with the last failure', async () => {
    const endpoint = await endpointThatFails(2, 503);
    expect((await failureOf(endpoint.url, { retry: 1 })).code).toBe('token-http-error');
    expect(endpoint.requests).toBe(2);
  });

  test('never after a 401, which is an answer', async () => {
    const endpoint = await endpointThatFails(1, 401);
    expect(await fetchAuthToken(endpoint.url, { retry: 3 })(asked())).toBeNull();
    expect(endpoint.requests).toBe(1);
  });

  test('never after a token that another try cannot mend', async () => {
    let requests = 0;
    const jwt = await issuer.sign({}, { signedWith: 'HS256' });
    const url = await startEndpoint((_request, response) => {
      requests += 1;
      response.end(jwt);
    });
    expect((await failureOf(url, { retry: 3 })).code).toBe('token-algorithm');
    expect(requests).toBe(1);
  });

  test('no more once its signal aborts', async () => {
    const endpoint = await endpointThatFails(9, 503);
    const controller = new AbortController();
    const asking = fetchAuthToken(endpoint.url, { retry: 9 })(asked(controller.signal));
    setTimeout(() => controller.abort(new Error('gone')), 100);
    await expect(asking).rejects.toThrow('gone');
    expect(endpoint.requests).toBe(1);
  });
});

describe('fetchAuthToken says whose clock is wrong', () => {
  const seconds = () => Math.floor(Date.now() / 1000);

  test("the device's, when the endpoint's date says that the token is still good", async () => {
    const jwt = await issuer.sign({ iat: seconds() - 7200, exp: seconds() - 6300 });
    const url = await startEndpoint((_request, response) => {
      response.writeHead(200, { date: new Date(Date.now() - 7_200_000).toUTCString() }).end(jwt);
    });
    const error = await failureOf(url);
    expect(error.code).toBe('token-expired');
    expect(error.message).toMatch(/this device's clock is 720\d s ahead/);
  });

  test("the endpoint's token, when it was expired by the endpoint's own date", async () => {
    const jwt = await issuer.signExpired();
    const url = await startEndpoint((_request, response) => response.end(jwt));
    expect((await failureOf(url)).message).toContain("expired by the endpoint's own clock");
  });

  test('the same when it expires at that very second', async () => {
    const exp = seconds() - 60;
    const jwt = await issuer.sign({ iat: exp - 900, exp });
    const url = await startEndpoint((_request, response) => {
      response.writeHead(200, { date: new Date(exp * 1000).toUTCString() }).end(jwt);
    });
    expect((await failureOf(url)).message).toContain("expired by the endpoint's own clock");
  });

  test('nobody, when the endpoint does not tell its date', async () => {
    const jwt = await issuer.signExpired();
    const url = await startEndpoint((_request, response) => {
      response.sendDate = false;
      response.end(jwt);
    });
    expect((await failureOf(url)).message).not.toMatch(/ahead|own clock/);
  });
});
