import { decodeJwt } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { KeysUnavailableError } from './index.js';
import { bert, createTestService, verify } from './test-service.fixture.js';

interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
}

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const problem = (await response.json()) as Problem;
  expect(Object.keys(problem).toSorted()).toEqual(['code', 'status', 'title', 'type']);
  expect(problem.status).toBe(response.status);
  expect(problem.title).toMatch(/^[A-Z].+\.$/);
  return problem;
}

describe('the token endpoint', () => {
  test.each(['GET', 'POST'])('answers %s with a verifiable token as text', async (method) => {
    const response = await createTestService().token({}, method);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const token = await response.text();
    expect(response.headers.get('content-length')).toBe(String(token.length));
    expect(await verify(token)).toMatchObject({ iss: 'contosohelp.com', sub: bert.sub });
  });

  test('marks tokens as not to be stored, sniffed or shared between origins', async () => {
    const { headers } = await createTestService().token();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('vary')).toBe('Origin, Accept');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('answers JSON with the expiry in milliseconds when Accept asks for it', async () => {
    const response = await createTestService().token({ accept: 'application/json' });
    expect(response.headers.get('content-type')).toBe('application/json');
    const { token, expiresAt } = (await response.json()) as { token: string; expiresAt: number };
    expect(expiresAt).toBe((decodeJwt(token).exp ?? 0) * 1000);
  });

  test.each([
    ['*/*', 'text/plain; charset=utf-8'],
    ['text/html,*/*;q=0.8', 'text/plain; charset=utf-8'],
    ['application/json, text/plain, */*', 'application/json'],
    ['text/plain, application/json', 'text/plain; charset=utf-8'],
    ['text/plain;q=0.4, application/json;q=0.5', 'application/json'],
    ['application/json;q=0', 'text/plain; charset=utf-8'],
    ['application/json;q=nonsense', 'text/plain; charset=utf-8'],
    ['application/problem+json', 'text/plain; charset=utf-8'],
    ['APPLICATION/JSON', 'application/json'],
    ['text/html, application/json;q=0.9', 'application/json'],
    ['text/html', 'text/plain; charset=utf-8'],
    ['text/plain;q=0.5,application/json', 'application/json'],
    ['application/json ; charset=utf-8 ; q=0.1, text/plain;q=0.2', 'text/plain; charset=utf-8'],
    ['application/json;charset=utf-8;q=0.2, text/plain;q=0.1', 'application/json'],
  ])('answers Accept: %s with %s', async (accept, contentType) => {
    expect((await createTestService().token({ accept })).headers.get('content-type')).toBe(contentType);
  });

  test('answers 401 when getUser gives null', async () => {
    const response = await createTestService({ getUser: () => null }).token();
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('vary')).toBe('Origin, Accept');
    expect(await problemOf(response)).toMatchObject({ type: 'about:blank', code: 'not-signed-in' });
  });

  test.each(['HEAD', 'PUT', 'DELETE', 'PATCH'])('answers 405 to %s and names the methods', async (method) => {
    const response = await createTestService().token({}, method);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST, OPTIONS');
    expect(response.headers.get('vary')).toBe('Origin, Accept');
    expect((await problemOf(response)).code).toBe('method-not-allowed');
  });

  test('answers OPTIONS of its own pages with the methods, and nothing to keep', async () => {
    const response = await createTestService().token({}, 'OPTIONS');
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(Object.fromEntries(response.headers)).toEqual({
      allow: 'GET, POST, OPTIONS',
      'cache-control': 'no-store',
      vary: 'Origin, Accept',
    });
  });

  test('answers 404 on other paths', async () => {
    const { service } = createTestService();
    const response = await service.fetch(new Request('https://shop.example.com/auth/tokens'));
    expect(response.status).toBe(404);
    expect((await problemOf(response)).code).toBe('not-found');
  });

  test('hands getUser the request, with its headers and body', async () => {
    const seen: string[] = [];
    const { service } = createTestService({
      getUser: async (request) => {
        seen.push(request.headers.get('cookie') ?? '', await request.text());
        return bert;
      },
    });
    await service.fetch(
      new Request('https://shop.example.com/auth/token?x=1', { method: 'POST', headers: { cookie: 'a=b' }, body: 'hello' }),
    );
    expect(seen).toEqual(['a=b', 'hello']);
  });
});

describe('what goes wrong inside', () => {
  const secret = 'postgres://admin:hunter2@db';

  test('answers 500 when getUser throws, tells the notice and not the caller', async () => {
    const { token, notices } = createTestService({ getUser: () => Promise.reject(new Error(secret)) });
    const response = await token();
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toContain('hunter2');
    expect(notices).toEqual([
      {
        code: 'get-user-failed',
        message: 'getUser threw, so the caller got 500.',
        cause: expect.objectContaining({ message: secret }) as object,
      },
    ]);
  });

  test.each([
    ['no sub', { sub: '' }, 'sub must be a string'],
    ['a sub that is a number', { sub: 7 as never }, 'sub must be a string'],
    ['no context where one is given', { ...bert, context: null as never }, 'the context is refused'],
    ['claims that are a list', { ...bert, claims: [] as never }, 'claims must be a plain object'],
    ['claims that are null', { ...bert, claims: null as never }, 'claims must be a plain object'],
    ['claims that are text', { ...bert, claims: 'email' as never }, 'claims must be a plain object'],
    ['a registered claim', { ...bert, claims: { exp: 1 } }, "must not contain 'exp'"],
    ['lwicontexts among the claims', { ...bert, claims: { lwicontexts: '{}' } }, 'into `context`'],
    ['a context that is no primitive', { ...bert, context: { cart: [1] as never } }, '"cart" must be a string'],
  ])('answers 500 for a user with %s and names it in the notice', async (_name, user, message) => {
    const { token, notices } = createTestService({ getUser: () => user });
    const response = await token();
    expect(response.status).toBe(500);
    expect((await problemOf(response)).code).toBe('internal-error');
    expect(notices.map(({ code }) => code)).toEqual(['user-invalid']);
    expect(notices[0]?.message).toContain(message);
    expect(notices[0]?.message).toMatch(/^No token for what getUser gave: /);
  });

  test('is told on the console, in one line with its cause, where nobody else listens', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const cause = new Error(secret);
    await createTestService({ onNotice: undefined, getUser: () => Promise.reject(cause) }).token();
    await createTestService({ onNotice: undefined, getUser: () => ({ sub: '' }) }).token();
    expect(warn.mock.calls).toEqual([
      ['lcw-auth: getUser threw, so the caller got 500.', cause],
      [expect.stringMatching(/^lcw-auth: No token for what getUser gave: sub must be/)],
    ]);
    warn.mockRestore();
  });

  test('answers 503, and when to come again, while the keys are out of reach', async () => {
    const reason = 'The key storage does not answer, so there is no key to sign with.';
    const ring = {
      signingKey: () => Promise.reject(new KeysUnavailableError(reason)),
      publicKeys: async () => [],
      rotate: async () => {},
      revoke: async () => {},
    };
    const { token, notices } = createTestService({ keyRing: ring });
    const response = await token();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(response.headers.get('vary')).toBe('Origin, Accept');
    expect((await problemOf(response)).code).toBe('keys-unavailable');
    expect(notices).toEqual([{ code: 'signing-failed', message: reason }]);
  });

  test('answers 500 when the signer fails, without its words', async () => {
    const { privateKey: _, ...publicHalf } = (await import('./test-service.fixture.js')).pair;
    const failing = { ...publicHalf, sign: () => Promise.reject(new Error(secret)) };
    const ring = { signingKey: async () => failing, publicKeys: async () => [], rotate: async () => {}, revoke: async () => {} };
    const { token, notices } = createTestService({ keyRing: ring });
    const response = await token();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
    expect(notices).toEqual([
      { code: 'signing-failed', message: 'The token could not be signed.', cause: expect.objectContaining({ message: secret }) as object },
    ]);
  });
});
