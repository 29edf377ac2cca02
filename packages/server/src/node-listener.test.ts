import type { ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { toNodeListener } from './index.js';
import { closeAll, listen, listenWith, sendRaw } from './listening.fixture.js';
import { bert, createTestService, verify } from './test-service.fixture.js';

describe('on node:http', () => {
  test('serves tokens and public keys', async () => {
    const base = await listenWith();
    const response = await fetch(`${base}/auth/token?chat=1`, { headers: { accept: 'application/json' } });
    const { token } = (await response.json()) as { token: string };
    expect(await verify(token)).toMatchObject({ sub: bert.sub });
    expect((await fetch(`${base}/auth/publickey`)).status).toBe(200);
    expect((await fetch(`${base}/`)).status).toBe(404);
  });

  test('answers HEAD and 304 without a body', async () => {
    const base = await listenWith();
    const head = await fetch(`${base}/auth/publickey`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(400);
    const again = await fetch(`${base}/auth/publickey`, { headers: { 'if-none-match': head.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  test('knows its own host in any case of letters', async () => {
    const base = await listenWith();
    const { port } = new URL(base);
    const headers = `Host: LOCALHOST:${port}\r\nOrigin: http://localhost:${port}`;
    expect(await sendRaw(base, `GET /auth/token HTTP/1.1\r\n${headers}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200/);
  });

  test('gives getUser the URL, the headers and the body', async () => {
    const seen: unknown[] = [];
    const base = await listenWith({
      getUser: async (request) => {
        seen.push(request.method, request.url, request.headers.get('cookie'), await request.text());
        return bert;
      },
    });
    await fetch(`${base}/auth/token?a=1`, { method: 'POST', headers: { cookie: 'session=1' }, body: 'hello' });
    expect(seen).toEqual(['POST', `${base}/auth/token?a=1`, 'session=1', 'hello']);
  });

  test('gives getUser a Request by all that can be asked of it, though it is built only when needed', async () => {
    // Loaded afresh, as the first request of a process finds it.
    vi.resetModules();
    const first = await import('./node-listener.js');
    const seen: unknown[] = [];
    const { service, notices } = createTestService({
      getUser: async (request) => {
        seen.push(
          request.method,
          new URL(request.url).pathname,
          request.constructor === Request,
          Object.prototype.toString.call(request),
          request.headers.has('X-A'),
        );
        seen.push(request.headers.get('X-A'), request.headers.has('x-b'), request.headers === request.headers);
        seen.push(Object.fromEntries(new Headers(request.headers))['x-a'], [...request.headers.keys()].includes('x-a'));
        seen.push(request instanceof Request, request.headers instanceof Headers, request.bodyUsed, request.signal.aborted);
        request.headers.set('x-a', '2');
        seen.push(request.headers.get('x-a'));
        request.headers.set('x-a', '1');
        const copy = new Request(request.clone());
        seen.push(await copy.text(), copy.headers.get('x-a'), copy.url === request.url, (await request.json()) as unknown);
        return bert;
      },
    });
    const base = await listen(first.toNodeListener(service));
    const response = await fetch(`${base}/auth/token`, { method: 'POST', headers: { 'x-a': '1' }, body: '{"a":1}' });
    expect(notices).toEqual([]);
    expect(response.status).toBe(200);
    expect(seen.splice(0, 5)).toEqual(['POST', '/auth/token', true, '[object Request]', true]);
    expect(seen).toEqual(['1', false, true, '1', true, true, true, false, false, '2', '{"a":1}', '1', true, { a: 1 }]);
  });

  test('gives a caller without a Host header an address all the same', async () => {
    const seen: string[] = [];
    const base = await listenWith({
      getUser: (request) => {
        seen.push(request.url);
        return bert;
      },
    });
    expect(await sendRaw(base, 'GET /auth/token?a=1 HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200/);
    expect(seen).toEqual(['http://localhost/auth/token?a=1']);
  });

  test('joins headers that came several times', async () => {
    const seen: (string | null)[] = [];
    const base = await listenWith({
      getUser: (request) => {
        seen.push(request.headers.get('x-role'), new Headers(request.headers).get('x-role'));
        return bert;
      },
    });
    await sendRaw(base, 'GET /auth/token HTTP/1.1\r\nHost: a\r\nX-Role: one\r\nX-Role: two\r\n\r\n');
    expect(seen).toEqual(['one, two', 'one, two']);
  });

  test('says which of its documents is how long', async () => {
    const base = await listenWith();
    for (const path of ['/auth/token', '/auth/publickey', '/elsewhere']) {
      const response = await fetch(base + path);
      expect(response.headers.get('content-length')).toBe(String((await response.arrayBuffer()).byteLength));
    }
  });

  test('sends text that is no ASCII as UTF-8', async () => {
    const { service } = createTestService();
    const body = 'Grüße, 世界';
    const base = await listen(toNodeListener({ ...service, answer: () => ({ status: 200, headers: {}, body }) }));
    const response = await fetch(base);
    expect(response.headers.get('content-length')).toBe(String(new TextEncoder().encode(body).length));
    expect(await response.text()).toBe(body);
  });

  test('tells getUser of https where the connection is encrypted', async () => {
    const seen: string[] = [];
    const getUser = (request: Request) => {
      seen.push(request.url);
      return bert;
    };
    const listener = toNodeListener(createTestService({ getUser }).service);
    const base = await listen((request, response) => {
      Object.assign(request.socket, { encrypted: true });
      listener(request, response);
    });
    await (await fetch(`${base}/auth/token`)).text();
    expect(seen).toEqual([`${base.replace('http:', 'https:')}/auth/token`]);
  });

  test('leaves the signal of a request alone that was answered', async () => {
    const signals: AbortSignal[] = [];
    const base = await listenWith({
      getUser: (request) => {
        signals.push(request.signal);
        return bert;
      },
    });
    await (await fetch(`${base}/auth/token`)).text();
    await closeAll();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test.each([
    ['the app answers already', (response: ServerResponse) => response.flushHeaders()],
    ['the connection is gone', (response: ServerResponse) => response.destroy()],
  ])('is silent where %s', async (_why, happens) => {
    const { service } = createTestService();
    const answer = Promise.resolve({ status: 200, headers: {}, body: 'too late' });
    const spies: ReturnType<typeof vi.spyOn>[] = [];
    const base = await listen((request, response) => {
      happens(response);
      spies.push(vi.spyOn(response, 'writeHead'), vi.spyOn(response, 'end'));
      toNodeListener({ ...service, answer: () => answer })(request, response);
    });
    await fetch(`${base}/auth/token`).catch(() => null);
    await answer;
    expect(spies).toHaveLength(2);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  test('aborts the request of a caller who has gone', async () => {
    const asked = new AbortController();
    const seen = new Promise<string>((resolve) => {
      void listenWith({
        getUser: async ({ signal }) => {
          asked.abort();
          await new Promise((gone) => signal.addEventListener('abort', gone));
          resolve('aborted');
          return null;
        },
      }).then(async (base) => {
        await expect(fetch(`${base}/auth/token`, { signal: asked.signal })).rejects.toThrow('aborted');
      });
    });
    expect(await seen).toBe('aborted');
  });

  test('judges Origin by the Host header', async () => {
    const base = await listenWith();
    const status = async (origin: string): Promise<number> => (await fetch(`${base}/auth/token`, { headers: { origin } })).status;
    expect(await status(base)).toBe(200);
    expect(await status('https://evil.example')).toBe(403);
  });
});
