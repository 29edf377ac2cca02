import { createTestIssuer } from '@lcw-auth/simulator';
import { describe, expect, test, vi } from 'vitest';
import { powerPagesAuthToken, type PowerPagesAuthTokenOptions } from '@lcw-auth/core';
import { asked, startEndpoint } from '../support/token-endpoint.fixture.js';

const issuer = await createTestIssuer();

/** A Power Pages token endpoint, and what it was asked. */
async function startPortal(answer: { status?: number; headers?: Record<string, string>; body?: string } = {}) {
  const jwt = await issuer.sign();
  const seen: { method?: string | undefined; path: string; parameters: URLSearchParams; body: string }[] = [];
  const baseUrl = await startEndpoint((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://portal');
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      seen.push({ method: request.method, path: pathname, parameters: searchParams, body });
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? jwt);
    });
  });
  const ask = (options: PowerPagesAuthTokenOptions = {}) => powerPagesAuthToken({ baseUrl, ...options })(asked());
  return { jwt, seen, ask };
}

describe('powerPagesAuthToken asks /_services/auth/token', () => {
  test("with GET, as Microsoft's sample does", async () => {
    const { jwt, seen, ask } = await startPortal();
    expect(await ask()).toBe(jwt);
    expect(seen[0]).toMatchObject({ method: 'GET', path: '/_services/auth/token' });
    expect(seen[0]?.parameters.get('response_type')).toBe('token');
  });

  test('with POST where the app says so, the parameters in the body', async () => {
    const { jwt, seen, ask } = await startPortal();
    expect(await ask({ method: 'POST' })).toBe(jwt);
    expect(seen[0]).toMatchObject({ method: 'POST', path: '/_services/auth/token' });
    expect(new URLSearchParams(seen[0]?.body).get('response_type')).toBe('token');
  });

  test('with a short state and nonce, new for each request', async () => {
    const { seen, ask } = await startPortal();
    await Promise.all([ask(), ask()]);
    const values = seen.flatMap(({ parameters }) => [parameters.get('state'), parameters.get('nonce')]);
    expect(new Set(values).size).toBe(4);
    for (const value of values) expect(value).toMatch(/^[\da-z]{4,20}$/);
  });

  test.each(['GET', 'POST'] as const)("at the page's own origin by default, with its cookies and past every cache: %s", async (method) => {
    const jwt = await issuer.sign();
    const fetched = vi.fn<typeof fetch>(async () => new Response(jwt));
    vi.stubGlobal('fetch', fetched);
    expect(await powerPagesAuthToken({ method })(asked()).finally(() => vi.unstubAllGlobals())).toBe(jwt);
    expect(fetched).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^\/_services\/auth\/token/),
      expect.objectContaining({ credentials: 'include', cache: 'no-store' }),
    );
  });

  test('with the client id and redirect URI where there are some', async () => {
    const { seen, ask } = await startPortal();
    await ask();
    await ask({ clientId: 'portal', redirectUri: 'https://portal.example/' });
    expect(seen.map(({ parameters }) => [parameters.get('client_id'), parameters.get('redirect_uri')])).toEqual([
      [null, null],
      ['portal', 'https://portal.example/'],
    ]);
  });
});

describe('powerPagesAuthToken knows the endpoint of Power Pages', () => {
  test('gives null for an anonymous visitor: 200 with X-Responded-JSON that holds 401', async () => {
    const { ask } = await startPortal({ headers: { 'X-Responded-JSON': '{"status":401,"headers":{"location":"/SignIn"}}' }, body: '' });
    expect(await ask()).toBeNull();
  });

  test('gives null for a plain 401', async () => {
    expect(await (await startPortal({ status: 401, body: '' })).ask()).toBeNull();
  });

  test.each(['{"status":200}', 'null', 'nonsense'])('is not misled by X-Responded-JSON: %s', async (header) => {
    const { jwt, ask } = await startPortal({ headers: { 'X-Responded-JSON': header } });
    expect(await ask()).toBe(jwt);
  });

  test.each([200, 400, 500])("names the portal's error code and nothing else of its body, at status %i", async (status) => {
    const { ask } = await startPortal({ status, body: '{"ErrorId":"PortalSTS0001","ErrorMessage":"Client Id secret-client is unknown"}' });
    const error: unknown = await ask().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'token-http-error' });
    expect((error as Error).message).toContain('PortalSTS0001');
    expect((error as Error).message).not.toContain('secret-client');
  });

  test('rejects the sign-in page that a portal may answer with', async () => {
    await expect((await startPortal({ body: '<!doctype html>' })).ask()).rejects.toMatchObject({ code: 'token-malformed' });
  });

  test('rejects when the portal is not reachable', async () => {
    await expect(powerPagesAuthToken({ baseUrl: 'http://127.0.0.1:1' })(asked())).rejects.toMatchObject({ code: 'token-network-failed' });
  });
});
