import type { IncomingHttpHeaders } from 'node:http';
import { createTestIssuer } from '@lcw-auth/simulator';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fetchAuthToken, fetchBotToken, type FetchAuthTokenInit } from '@lcw-auth/core';
import { fetchFailure, startEndpoint, tokenRequest } from '../support/token-endpoint.fixture.js';

const issuer = await createTestIssuer();

describe('The request of fetchAuthToken', () => {
  async function headersOf(init?: FetchAuthTokenInit): Promise<IncomingHttpHeaders & { method?: string | undefined }> {
    const jwt = await issuer.sign();
    let seen: IncomingHttpHeaders & { method?: string | undefined } = {};
    const url = await startEndpoint((request, response) => {
      seen = { ...request.headers, method: request.method };
      response.end(jwt);
    });
    await fetchAuthToken(url, init)(tokenRequest());
    return seen;
  }

  test('is a GET that accepts JSON and text and bypasses caches', async () => {
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

  test('sends cookies to the same origin only, unless the app says otherwise', async () => {
    const jwt = await issuer.sign();
    const fetched = vi.fn<typeof fetch>(async () => new Response(jwt));
    vi.stubGlobal('fetch', fetched);
    await fetchAuthToken('/auth/token')(tokenRequest());
    await fetchAuthToken('/auth/token', { credentials: 'include' })(tokenRequest()).finally(() => vi.unstubAllGlobals());
    expect(fetched.mock.calls.map(([, init]) => init?.credentials)).toEqual(['same-origin', 'include']);
  });

  test.each([
    ['a value', 'csrf-1'],
    ['a function that is called for each request', () => 'csrf-1'],
  ])('carries a header against request forgery, from %s', async (_kind, token) => {
    expect(await headersOf({ csrf: { header: 'x-csrf', token } })).toMatchObject({ 'x-csrf': 'csrf-1' });
  });
});

describe('fetchAuthToken retries', () => {
  async function endpointThatFails(times: number, status: number) {
    const jwt = await issuer.sign();
    const endpoint = { requests: 0, url: '', jwt };
    endpoint.url = await startEndpoint((_request, response) => {
      endpoint.requests += 1;
      if (endpoint.requests <= times) response.writeHead(status).end();
      else response.end(jwt);
    });
    return endpoint;
  }

  test('not at all by default, because the client has its own backoff', async () => {
    const endpoint = await endpointThatFails(1, 503);
    expect((await fetchFailure(endpoint.url)).code).toBe('token-http-error');
    expect(endpoint.requests).toBe(1);
  });

  test('as often as the option retry says, half a second apart', async () => {
    const endpoint = await endpointThatFails(1, 503);
    const startedAt = performance.now();
    expect(await fetchAuthToken(endpoint.url, { retry: 1 })(tokenRequest())).toBe(endpoint.jwt);
    expect(performance.now() - startedAt).toBeGreaterThan(450);
    expect(endpoint.requests).toBe(2);
  });

  test('and rejects with the last failure when all attempts failed', async () => {
    const endpoint = await endpointThatFails(2, 503);
    expect((await fetchFailure(endpoint.url, { retry: 1 })).code).toBe('token-http-error');
    expect(endpoint.requests).toBe(2);
  });

  test('never after a 401, which means that no user is signed in', async () => {
    const endpoint = await endpointThatFails(1, 401);
    expect(await fetchAuthToken(endpoint.url, { retry: 3 })(tokenRequest())).toBeNull();
    expect(endpoint.requests).toBe(1);
  });

  test('not after its signal has aborted', async () => {
    const fetched = vi.fn<typeof fetch>(async () => new Response(null, { status: 503 }));
    vi.stubGlobal('fetch', fetched);
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    });
    const controller = new AbortController();
    const request = fetchAuthToken('/auth/token', { retry: 9 })(tokenRequest({ signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(100);
    controller.abort(new Error('gone'));
    await expect(request).rejects.toThrow('gone');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});

describe("fetchBotToken, for the bot's token", () => {
  const botRequest = { userId: 'ann', signInId: null, signal: new AbortController().signal };

  test('requests with POST and reads the property token, which need not be a JWT', async () => {
    let method: string | undefined;
    const url = await startEndpoint((request, response) => {
      ({ method } = request);
      response.end('{"token":"an-opaque-token"}');
    });
    expect(await fetchBotToken(url)(botRequest)).toBe('an-opaque-token');
    expect(method).toBe('POST');
  });

  test.each([
    ['status 401', 401, ''],
    ['null', 200, 'null'],
  ])('returns null for %s', async (_what, status, body) => {
    const url = await startEndpoint((_request, response) => response.writeHead(status).end(body));
    expect(await fetchBotToken(url)(botRequest)).toBeNull();
  });

  test('reads a response of another shape with the option read', async () => {
    const url = await startEndpoint((_request, response) => response.end('{"data":"an-opaque-token"}'));
    const read = async (response: Response) => ((await response.json()) as { data: string }).data;
    expect(await fetchBotToken(url, { method: 'GET', read })(botRequest)).toBe('an-opaque-token');
  });

  test('rejects for an HTTP error', async () => {
    const url = await startEndpoint((_request, response) => response.writeHead(500).end());
    await expect(fetchBotToken(url)(botRequest)).rejects.toMatchObject({ code: 'token-http-error' });
  });
});
