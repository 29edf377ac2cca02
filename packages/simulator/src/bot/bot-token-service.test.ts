import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFaultBoard } from '../faults/fault-board.js';
import { NetworkFailure } from '../faults/with-fault.js';
import { botTokenService, type BotTokenService } from './bot-token-service.js';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-03-01T12:00:00Z') }));
afterEach(() => void vi.useRealTimers());

const post = async (service: BotTokenService, url: string, body: unknown = { token: 'good' }) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text });
  return (await service.fetch(request)).status;
};

describe('a bot token URL', () => {
  test('has the form of Bot Framework: expiry in seconds, id, state (the sign-in id) and hmac', () => {
    const { sasUrl, signInId, expiresAt } = botTokenService().issue('abc');
    const url = new URL(sasUrl);
    expect(`${url.origin}${url.pathname}`).toBe('https://token.botframework.com/api/sas/postToken');
    expect([...url.searchParams.keys()].toSorted()).toEqual(['expiry', 'hmac', 'id', 'state']);
    expect(url.searchParams.get('state')).toBe('abc');
    expect(signInId).toBe('abc');
    expect(Number(url.searchParams.get('expiry')) * 1000).toBe(expiresAt);
    expect(expiresAt).toBe(Date.now() + 60_000);
  });

  test('has its parameters in random order', () => {
    const orders = [0.1, 0.2, 0.3, 0.4, 0.4, 0.3, 0.2, 0.1];
    const service = botTokenService({ random: () => orders.shift() ?? 0 });
    const order = () => [...new URL(service.issue().sasUrl).searchParams.keys()];
    expect(order()).toEqual(['expiry', 'id', 'state', 'hmac']);
    expect(order()).toEqual(['hmac', 'state', 'id', 'expiry']);
  });

  test('names a new sign-in id unless one is given', () => {
    const service = botTokenService();
    expect(service.issue().signInId).not.toBe(service.issue().signInId);
  });

  test('has the URL and the lifetime of the options', () => {
    const { sasUrl, expiresAt } = botTokenService({ url: 'http://127.0.0.1:8787/api/sas/postToken', lifetime: 5 }).issue();
    expect(sasUrl).toMatch(/^http:\/\/127\.0\.0\.1:8787\/api\/sas\/postToken\?/);
    expect(expiresAt).toBe(Date.now() + 5_000);
  });
});

describe('answers', () => {
  test('200 to a valid token, once for each sign-in id', async () => {
    const service = botTokenService();
    const { sasUrl } = service.issue('abc');
    expect(await post(service, sasUrl)).toBe(200);
    expect(await post(service, sasUrl)).toBe(404);
    expect(await post(service, service.issue('abc').sasUrl)).toBe(404);
    expect(await post(service, service.issue('def').sasUrl)).toBe(200);
  });

  test('400 to a token that verifyToken refuses; the id can be tried again', async () => {
    const verifyToken = vi.fn<(token: string) => string | null>(() => null);
    const service = botTokenService({ verifyToken });
    const { sasUrl } = service.issue('abc');
    expect(await post(service, sasUrl, { token: 'bad' })).toBe(400);
    verifyToken.mockImplementation(() => {
      throw new Error('unreadable');
    });
    expect(await post(service, sasUrl, { token: 'bad' })).toBe(400);
    verifyToken.mockImplementation((token) => (token === 'good' ? 'bert' : null));
    expect(await post(service, sasUrl, { token: 'good' })).toBe(200);
    expect(verifyToken.mock.calls.at(-1)).toEqual(['good', { signInId: 'abc' }]);
  });

  test.each([['not json'], ['"good"'], [{}], [{ token: '' }], [{ token: 7 }], [null]])('400 to the body %j', async (body) => {
    const service = botTokenService();
    expect(await post(service, service.issue().sasUrl, body)).toBe(400);
  });

  const exchange = { token: 'good', type: 'TokenExchangeRequest' };

  test('200 to either body by default', async () => {
    const service = botTokenService();
    expect(await post(service, service.issue().sasUrl, exchange)).toBe(200);
    expect(await post(service, service.issue().sasUrl)).toBe(200);
  });

  test('400 to a body that is not of the form that the connection requires', async () => {
    const documented = botTokenService({ requiredBody: 'token' });
    expect(await post(documented, documented.issue().sasUrl, exchange)).toBe(400);
    expect(await post(documented, documented.issue().sasUrl)).toBe(200);
    const withExchange = botTokenService({ requiredBody: 'token-exchange' });
    expect(await post(withExchange, withExchange.issue().sasUrl)).toBe(400);
    expect(await post(withExchange, withExchange.issue().sasUrl, exchange)).toBe(200);
  });

  test('401 from the second in which the URL expires', async () => {
    const service = botTokenService();
    const { sasUrl } = service.issue();
    vi.advanceTimersByTime(59_999);
    const other = service.issue();
    vi.advanceTimersByTime(1);
    expect(await post(service, sasUrl)).toBe(401);
    expect(await post(service, other.sasUrl)).toBe(200);
  });

  test.each(['expiry', 'id', 'state', 'hmac'])('403 when %s was changed or is missing', async (name) => {
    const service = botTokenService();
    const url = new URL(service.issue().sasUrl);
    url.searchParams.set(name, `${url.searchParams.get(name)}1`);
    expect(await post(service, url.href)).toBe(403);
    url.searchParams.delete(name);
    expect(await post(service, url.href)).toBe(403);
  });

  test("403 to another service's URL", async () => {
    expect(await post(botTokenService(), botTokenService().issue().sasUrl)).toBe(403);
  });

  test('signs in once for two simultaneous posts', async () => {
    const service = botTokenService({ verifyToken: async () => 'bert' });
    const { sasUrl } = service.issue();
    expect(await Promise.all([post(service, sasUrl), post(service, sasUrl)])).toEqual(expect.arrayContaining([200, 404]));
  });

  test('405 to GET', async () => {
    const service = botTokenService();
    expect((await service.fetch(new Request(service.issue().sasUrl))).status).toBe(405);
  });

  test('a preflight request from any origin, and lets any origin read the response', async () => {
    const service = botTokenService();
    const { sasUrl } = service.issue();
    const preflight = await service.fetch(new Request(sasUrl, { method: 'OPTIONS' }));
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type',
    });
    const response = await service.fetch(new Request(sasUrl, { method: 'POST', body: '{"token":"good"}' }));
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('simulates the faults of the board', () => {
  test.each([202, 404, 429, 500])('answers %d', async (status) => {
    const service = botTokenService({ faults: createFaultBoard({ botTokenService: { status } }) });
    expect(await post(service, service.issue().sasUrl)).toBe(status);
  });

  test('a delay', async () => {
    const service = botTokenService({ faults: createFaultBoard({ botTokenService: { delay: 3_000 } }) });
    const answered = vi.fn();
    const answer = post(service, service.issue().sasUrl).then(answered);
    await vi.advanceTimersByTimeAsync(2_999);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await answer;
    expect(answered).toHaveBeenCalledWith(200);
  });

  test('a request that hangs until the caller aborts', async () => {
    const service = botTokenService({ faults: createFaultBoard({ botTokenService: { hang: true } }) });
    const caller = new AbortController();
    const answer = service.fetch(new Request(service.issue().sasUrl, { method: 'POST', signal: caller.signal }));
    const failed = answer.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(3_600_000);
    caller.abort(new Error('enough'));
    expect(await failed).toEqual(new Error('enough'));
  });

  test('a network failure', async () => {
    const service = botTokenService({ faults: createFaultBoard({ botTokenService: { offline: true } }) });
    await expect(post(service, service.issue().sasUrl)).rejects.toBeInstanceOf(NetworkFailure);
  });

  test('a foreign host in its URLs', () => {
    const service = botTokenService({ faults: createFaultBoard({ botTokenHost: 'evil.example' }) });
    expect(new URL(service.issue().sasUrl).host).toBe('evil.example');
  });
});

describe('whenSignedIn', () => {
  test('resolves with the customer for earlier and later callers', async () => {
    const service = botTokenService({ verifyToken: () => 'bert' });
    const permission = service.issue();
    const { signal } = new AbortController();
    const waiting = service.whenSignedIn(permission, signal);
    await post(service, permission.sasUrl);
    expect(await waiting).toBe('bert');
    expect(await service.whenSignedIn(permission, signal)).toBe('bert');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('resolves with null when the URL expires', async () => {
    const service = botTokenService();
    const waiting = service.whenSignedIn(service.issue(), new AbortController().signal);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await waiting).toBeNull();
  });

  test('rejects when its signal aborts', async () => {
    const service = botTokenService();
    const given = new AbortController();
    const waiting = service.whenSignedIn(service.issue(), given.signal);
    given.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
    await expect(service.whenSignedIn(service.issue(), given.signal)).rejects.toThrow('over');
    expect(vi.getTimerCount()).toBe(0);
  });
});
