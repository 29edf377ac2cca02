import type { IncomingHttpHeaders } from 'node:http';
import { createTestIssuer } from '@lcw-auth/simulator';
import { describe, expect, test, vi } from 'vitest';
import { powerPagesAuthToken, type PowerPagesAuthTokenOptions } from '@lcw-auth/core';
import { startEndpoint, tokenRequest } from '../support/token-endpoint.fixture.js';

const issuer = await createTestIssuer();

/** Starts a token endpoint like that of Power Pages, which records its requests. */
async function startPortal(answer: { status?: number; headers?: Record<string, string>; body?: string } = {}) {
  const jwt = await issuer.sign();
  const seen: { method?: string | undefined; path: string; parameters: URLSearchParams; headers: IncomingHttpHeaders; body: string }[] = [];
  const baseUrl = await startEndpoint((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://portal');
    let body = '';
    incoming.on('data', (part: Buffer) => (body += part.toString()));
    incoming.on('end', () => {
      seen.push({ method: incoming.method, path: pathname, parameters: searchParams, headers: incoming.headers, body });
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? jwt);
    });
  });
  const request = (options: PowerPagesAuthTokenOptions = {}) => powerPagesAuthToken({ baseUrl, ...options })(tokenRequest());
  return { jwt, seen, request };
}

describe('powerPagesAuthToken requests /_services/auth/token', () => {
  test("with GET, as Microsoft's sample does", async () => {
    const { jwt, seen, request } = await startPortal();
    expect(await request()).toBe(jwt);
    expect(seen[0]).toMatchObject({ method: 'GET', path: '/_services/auth/token' });
    expect(seen[0]?.parameters.get('response_type')).toBe('token');
  });

  test('with POST when the app says so, with the parameters in the body', async () => {
    const { jwt, seen, request } = await startPortal();
    expect(await request({ method: 'POST' })).toBe(jwt);
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/_services/auth/token' });
    expect(new URLSearchParams(seen[0]?.body).get('response_type')).toBe('token');
  });

  test('with a short state and nonce, new for each request', async () => {
    const { seen, request } = await startPortal();
    await Promise.all([request(), request()]);
    const values = seen.flatMap(({ parameters }) => [parameters.get('state'), parameters.get('nonce')]);
    expect(new Set(values).size).toBe(4);
    for (const value of values) expect(value).toMatch(/^[\da-z]{4,20}$/);
  });

  test.each(['GET', 'POST'] as const)("at the page's own origin by default, with cookies and without caches: %s", async (method) => {
    const jwt = await issuer.sign();
    const fetched = vi.fn<typeof fetch>(async () => new Response(jwt));
    vi.stubGlobal('fetch', fetched);
    expect(await powerPagesAuthToken({ method })(tokenRequest()).finally(() => vi.unstubAllGlobals())).toBe(jwt);
    expect(fetched).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^\/_services\/auth\/token/),
      expect.objectContaining({ credentials: 'include', cache: 'no-store' }),
    );
  });

  test('with the client id and redirect URI that the app gives', async () => {
    const { seen, request } = await startPortal();
    await request();
    await request({ clientId: 'portal', redirectUri: 'https://portal.example/' });
    expect(seen.map(({ parameters }) => [parameters.get('client_id'), parameters.get('redirect_uri')])).toEqual([
      [null, null],
      ['portal', 'https://portal.example/'],
    ]);
  });
});

describe('powerPagesAuthToken reads the response of Power Pages', () => {
  test('returns null for an ended session: status 200 with a header X-Responded-JSON that holds status 401', async () => {
    const { request } = await startPortal({ headers: { 'X-Responded-JSON': '{"status":401,"headers":{"location":"/SignIn"}}' }, body: '' });
    expect(await request()).toBeNull();
  });

  test.each([
    ['status 401', { status: 401, body: '' }],
    ['status 204', { status: 204, body: '' }],
    ['an empty body', { body: '' }],
    ['null', { body: 'null' }],
  ])('returns null for %s', async (_what, answer) => {
    expect(await (await startPortal(answer)).request()).toBeNull();
  });

  test.each([
    ['a JSON string', (jwt: string) => JSON.stringify(jwt)],
    ['the property access_token', (jwt: string) => JSON.stringify({ access_token: jwt })],
    ['text with the prefix Bearer', (jwt: string) => `Bearer ${jwt}`],
  ])('reads a token that came as %s', async (_form, body) => {
    const jwt = await issuer.sign();
    expect(await (await startPortal({ body: body(jwt) })).request()).toBe(jwt);
  });

  test.each(['{"status":200}', 'null', 'nonsense'])('reads the token when X-Responded-JSON is %s', async (header) => {
    const { jwt, request } = await startPortal({ headers: { 'X-Responded-JSON': header } });
    expect(await request()).toBe(jwt);
  });

  test.each([200, 400, 500])("rejects with the portal's error code and nothing else of its body, at status %i", async (status) => {
    const { request } = await startPortal({
      status,
      body: '{"ErrorId":"PortalSTS0001","ErrorMessage":"Client Id secret-client is unknown"}',
    });
    const error: unknown = await request().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'token-http-error' });
    expect((error as Error).message).toContain('PortalSTS0001');
    expect((error as Error).message).not.toContain('secret-client');
  });

  test('returns null for a redirect that ended at a sign-in page', async () => {
    const baseUrl = await startEndpoint((incoming, response) => {
      if (incoming.url?.startsWith('/SignIn')) response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
      else response.writeHead(302, { location: '/SignIn' }).end();
    });
    expect(await powerPagesAuthToken({ baseUrl })(tokenRequest())).toBeNull();
  });

  test('rejects a web page that came without a redirect', async () => {
    const { request } = await startPortal({ body: '<!doctype html>' });
    await expect(request()).rejects.toMatchObject({ code: 'token-web-page' });
  });

  test("checks the expiry with the portal's clock", async () => {
    const seconds = Math.floor(Date.now() / 1000) - 7200;
    const jwt = await issuer.sign({ iat: seconds, exp: seconds + 900 });
    const { request } = await startPortal({ headers: { date: new Date(seconds * 1000).toUTCString() }, body: jwt });
    expect(await request()).toBe(jwt);
  });

  test('rejects when the portal is not reachable', async () => {
    await expect(powerPagesAuthToken({ baseUrl: 'http://127.0.0.1:1' })(tokenRequest())).rejects.toMatchObject({
      code: 'token-network-failed',
    });
  });
});

describe('The header X-Requested-With of powerPagesAuthToken', () => {
  async function headerFor(options: PowerPagesAuthTokenOptions) {
    const jwt = await issuer.sign();
    const fetched = vi.fn<typeof fetch>(async () => new Response(jwt));
    vi.stubGlobal('fetch', fetched);
    vi.stubGlobal('location', new URL('https://portal.example/profile'));
    await powerPagesAuthToken(options)(tokenRequest()).finally(() => vi.unstubAllGlobals());
    return new Headers(fetched.mock.calls[0]?.[1]?.headers).get('x-requested-with');
  }

  test("is sent to the page's own origin, so that an ended session is not redirected", async () => {
    expect(await headerFor({})).toBe('XMLHttpRequest');
    expect(await headerFor({ baseUrl: 'https://portal.example' })).toBe('XMLHttpRequest');
  });

  test('is not sent to another origin, where it would force a preflight request', async () => {
    expect(await headerFor({ baseUrl: 'https://other.example' })).toBeNull();
  });
});
