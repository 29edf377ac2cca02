import { runInNewContext } from 'node:vm';
import { decodeJwt } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { KeysUnavailableError } from '../index.js';
import { bert, createTestService, verify } from '../test-service.fixture.js';

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
    expect(await verify(token)).toMatchObject({ iss: 'contosohelp.com', sub: bert.sub });
  });

  test('forbids storing, sniffing and sharing a token between origins', async () => {
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

  test('answers 401 when getUser returns null', async () => {
    const response = await createTestService({ getUser: () => null }).token();
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('vary')).toBe('Origin, Accept');
    expect(await problemOf(response)).toMatchObject({ type: 'about:blank', code: 'not-signed-in' });
  });

  test.each(['HEAD', 'PUT', 'DELETE', 'PATCH'])('answers 405 to %s and names the allowed methods', async (method) => {
    const response = await createTestService().token({}, method);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST, OPTIONS');
    expect(response.headers.get('vary')).toBe('Origin, Accept');
    expect((await problemOf(response)).code).toBe('method-not-allowed');
  });

  test('answers OPTIONS of its own pages with the methods, and forbids caching', async () => {
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

  test('passes the request to getUser with its headers and body', async () => {
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

test.each(['/auth/token/', '/Auth/Token', '/AUTH/TOKEN//'])('the token endpoint also answers at %s', async (path) => {
  const { service } = createTestService();
  expect((await service.fetch(new Request(`https://shop.example.com${path}`))).status).toBe(200);
  expect(service.owns(path)).toBe(true);
});

test('values of the context are read once, so a getter cannot change them after the check', async () => {
  let reads = 0;
  const context = Object.defineProperty({}, 'tier', { enumerable: true, get: () => (reads++ === 0 ? 'gold' : { injected: true }) });
  const token = await createTestService().service.signAuthToken({ ...bert, context });
  expect(decodeJwt(token)['lwicontexts']).toBe('{"tier":"gold"}');
  expect(reads).toBe(1);
});

test('a context value may be an object with value and isDisplayable and no other field, as in the samples of Microsoft', async () => {
  const context = { tier: { value: 'gold', isDisplayable: true } };
  expect(decodeJwt(await createTestService().service.signAuthToken({ ...bert, context }))['lwicontexts']).toBe(JSON.stringify(context));
});

test('two users never share a token, even when their claims look different each time they are read', async () => {
  let reads = 0;
  const shifting = { toString: () => '', toJSON: () => (reads++ % 2 === 0 ? 'same' : `user ${reads}`) };
  const { service } = createTestService();
  const tokens = [
    await service.signAuthToken({ ...bert, claims: { email: shifting } }),
    await service.signAuthToken({ ...bert, claims: { email: shifting } }),
  ];
  expect(tokens.map((token) => decodeJwt(token)['email'])).toEqual(['same', 'user 2']);
});

describe('a failure on the server', () => {
  const secret = 'postgres://admin:hunter2@db';

  test('answers 500 when getUser throws, and only the notice contains the error', async () => {
    const { token, notices } = createTestService({ getUser: () => Promise.reject(new Error(secret)) });
    const response = await token();
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toContain('hunter2');
    expect(notices).toEqual([
      {
        code: 'get-user-failed',
        message: 'getUser threw an error. The caller got 500.',
        cause: expect.objectContaining({ message: secret }) as object,
      },
    ]);
  });

  test.each([
    ['an empty sub', { sub: '' }, 'sub is empty. It must be a string'],
    ['no sub', {} as never, 'sub is missing. It must be a string'],
    ['a number as sub', { sub: 7 as never }, 'not a number. Write String(user.id).'],
    ['a bigint as sub', { sub: 7n as never }, 'not a bigint. Write String(user.id).'],
    ['null as sub', { sub: null as never }, "the GUID of the user's contact record, not null."],
    ['an object as sub', { sub: {} as never }, "the GUID of the user's contact record, not an object."],
    ['only an id', 'bert' as never, 'getUser must return { sub } or null, not a string. Write { sub: user.id }.'],
    ['a list', [bert] as never, 'getUser must return { sub } or null, not a list.'],
    ['null as context', { ...bert, context: null as never }, 'the context must be a plain object'],
    ['a Date as context', { ...bert, context: new Date() as never }, 'the context must be a plain object'],
    ['a Map as context', { ...bert, context: new Map([['cart', 1]]) as never }, 'the context must be a plain object'],
    ['claims that are a list', { ...bert, claims: [] as never }, 'claims must be a plain object of claim names and values, not a list.'],
    ['claims that are null', { ...bert, claims: null as never }, 'not null.'],
    ['a bigint among the claims', { ...bert, claims: { n: 1n } }, 'claims must consist of JSON values'],
    ['claims that are text', { ...bert, claims: 'email' as never }, 'claims must be a plain object'],
    ['a registered claim', { ...bert, claims: { exp: 1 } }, "must not contain 'exp'"],
    ['lwicontexts among the claims', { ...bert, claims: { lwicontexts: '{}' } }, 'into `context`'],
    ['a list in the context', { ...bert, context: { cart: [1] as never } }, '"cart" must be a string'],
    ['a Date in the context', { ...bert, context: { since: new Date() as never } }, '"since" must be a string'],
    ['a String object in the context', { ...bert, context: { tier: new String('gold') as never } }, '"tier" must be a string'],
    ['an object with toJSON in the context', { ...bert, context: { tier: { toJSON: () => 'gold' } as never } }, '"tier" must be a string'],
  ])('answers 500 for an invalid user (%s) and explains the reason in the notice', async (_name, user, message) => {
    const { token, notices } = createTestService({ getUser: () => user });
    const response = await token();
    expect(response.status).toBe(500);
    expect((await problemOf(response)).code).toBe('internal-error');
    expect(notices.map(({ code }) => code)).toEqual(['user-invalid']);
    expect(notices[0]?.message).toContain(message);
    expect(notices[0]?.message).toMatch(/^getUser returned a user that cannot be put into a token: /);
  });

  test('is written on the console in one line with its cause when there is no onNotice', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const cause = new Error(secret);
    await createTestService({ onNotice: undefined, getUser: () => Promise.reject(cause) }).token();
    await createTestService({ onNotice: undefined, getUser: () => ({ sub: '' }) }).token();
    expect(warn.mock.calls).toEqual([
      ['lcw-auth: getUser threw an error. The caller got 500.', cause],
      [expect.stringMatching(/^lcw-auth: getUser returned a user that cannot be put into a token: sub is empty/)],
    ]);
    warn.mockRestore();
  });

  test('answers 503 with Retry-After while the keys are unavailable', async () => {
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

  test('answers 500 when the signer fails, without the message of its error', async () => {
    const { privateKey: _, ...publicHalf } = (await import('../test-service.fixture.js')).pair;
    const failing = { ...publicHalf, sign: () => Promise.reject(new Error(secret)) };
    const ring = { signingKey: async () => failing, publicKeys: async () => [], rotate: async () => {}, revoke: async () => {} };
    const { token, notices } = createTestService({ keyRing: ring });
    const response = await token();
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('hunter2');
    expect(notices).toEqual([
      {
        code: 'signing-failed',
        message: 'The token could not be signed. The caller got 500.',
        cause: expect.objectContaining({ message: secret }) as object,
      },
    ]);
  });

  test.each([
    ['a promise', async () => new Promise<never>(() => {})],
    ['a promise of another realm', () => runInNewContext('new Promise(() => {})') as Promise<never>],
  ])('answers 503 when getUser returns %s that does not settle in time, and leaves no timer behind', async (_what, getUser) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { token, notices } = createTestService({ getUser, getUserTimeout: 3 });
    const answer = token();
    await vi.advanceTimersByTimeAsync(2_999);
    expect(notices).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const response = await answer;
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await problemOf(response)).code).toBe('session-timeout');
    expect(notices).toMatchObject([{ code: 'get-user-timeout', message: expect.stringContaining('within 3 seconds') as string }]);
    await createTestService({ getUser: async () => bert }).token();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('disk full');
      },
    ],
    ['rejects', async () => Promise.reject(new Error('disk full'))],
  ])('does not end the process or change the answer when onNotice %s, and the notice goes to the console', async (_how, onNotice) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const unhandled = vi.fn<(reason: unknown) => void>();
    process.on('unhandledRejection', unhandled);
    const response = await createTestService({ onNotice, getUser: () => ({ sub: '' }) }).token();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(response.status).toBe(500);
    expect(unhandled).not.toHaveBeenCalled();
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  test('does not end the process when the console itself throws', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {
      throw new Error('EPIPE');
    });
    expect((await createTestService({ onNotice: undefined, getUser: () => ({ sub: '' }) }).token()).status).toBe(500);
    warn.mockRestore();
  });
});
