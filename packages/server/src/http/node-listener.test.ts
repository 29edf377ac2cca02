import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { toNodeListener } from '../index.js';
import { listen, listenWith, sendRaw } from './listening.fixture.js';
import { bert, createTestService, verify } from '../test-service.fixture.js';

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

  test('recognises its own host in any letter case', async () => {
    const base = await listenWith();
    const { port } = new URL(base);
    const headers = `Host: LOCALHOST:${port}\r\nOrigin: http://localhost:${port}`;
    expect(await sendRaw(base, `GET /auth/token HTTP/1.1\r\n${headers}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200/);
  });

  test('passes getUser the URL, the headers and the body', async () => {
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

  test('passes getUser a Request that fetch, new Request and the methods of the platform accept', async () => {
    const origin = await listen((incoming, response) => void response.end(`${incoming.method} ${incoming.headers['x-a']?.toString()}`));
    const seen: unknown[] = [];
    const base = await listenWith({
      getUser: async (request) => {
        const copy = new Request(request.clone());
        seen.push(copy.url, copy.headers.get('x-a'), await copy.text());
        seen.push(await (await fetch(new Request(origin, request))).text());
        seen.push(Reflect.get(Request.prototype, 'method', request), Headers.prototype.get.call(request.headers, 'x-a'));
        request.headers.set('x-a', '2');
        seen.push(request.headers.get('x-a'), structuredClone([...request.headers.keys()]).includes('x-a'));
        return bert;
      },
    });
    await fetch(`${base}/auth/token?a=1`, { method: 'POST', headers: { 'x-a': '1' }, body: 'hello' });
    expect(seen).toEqual([`${base}/auth/token?a=1`, '1', 'hello', 'POST 1', 'POST', '1', '2', true]);
  });

  test('passes getUser a Request that fetch can send', async () => {
    const answers: string[] = [];
    let isInner = false;
    const base = await listenWith({
      getUser: async (request) => {
        if (isInner) return null;
        isInner = true;
        answers.push(String((await fetch(request)).status));
        return bert;
      },
    });
    expect((await fetch(`${base}/auth/token`)).status).toBe(200);
    expect(answers).toEqual(['401']);
  });

  test('passes getUser a complete URL when the caller sends no Host header', async () => {
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

  test('joins headers that are sent several times', async () => {
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

  test('sends the length of every document', async () => {
    const base = await listenWith();
    for (const path of ['/auth/token', '/auth/publickey', '/elsewhere']) {
      const response = await fetch(base + path);
      expect(response.headers.get('content-length')).toBe(String((await response.arrayBuffer()).byteLength));
    }
  });

  test('uses the fetch function with which the app has wrapped a service, and sends its text as UTF-8', async () => {
    const { service } = createTestService();
    const base = await listen(toNodeListener({ ...service, fetch: async () => new Response('Grüße, 世界', { status: 418 }) }));
    const response = await fetch(base);
    expect([response.status, await response.text()]).toEqual([418, 'Grüße, 世界']);
  });

  test('closes the connection when the fetch of a wrapped service rejects', async () => {
    const { service } = createTestService();
    const base = await listen(toNodeListener({ ...service, fetch: async () => Promise.reject(new Error('broken')) }));
    await expect(fetch(base)).rejects.toThrow('fetch failed');
  });

  test('passes getUser an https URL when the connection is encrypted', async () => {
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

  test('does not abort the signal of a request that was answered', async () => {
    const signals: AbortSignal[] = [];
    const getUser = ({ signal }: Request) => {
      signals.push(signal);
      return bert;
    };
    const listener = toNodeListener(createTestService({ getUser }).service);
    let closed: Promise<unknown> = Promise.resolve();
    const base = await listen((request, response) => {
      closed = once(response, 'close');
      listener(request, response);
    });
    await (await fetch(`${base}/auth/token`, { method: 'POST' })).text();
    await closed;
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });

  test.each([
    ['the app has answered already', (response: ServerResponse) => response.flushHeaders()],
    ['the connection is closed', (response: ServerResponse) => response.destroy()],
  ])('writes nothing when %s', async (_why, happens) => {
    let finish = (): void => {};
    const done = new Promise<void>((resolve) => (finish = resolve));
    const { service } = createTestService({
      getUser: async () => {
        setImmediate(finish);
        return null;
      },
    });
    const spies: ReturnType<typeof vi.spyOn>[] = [];
    const base = await listen((request, response) => {
      happens(response);
      spies.push(vi.spyOn(response, 'writeHead'), vi.spyOn(response, 'end'));
      toNodeListener(service)(request, response);
      void done.then(() => response.socket?.destroy());
    });
    await fetch(`${base}/auth/token`)
      .then(async (response) => response.text())
      .catch(() => null);
    await done;
    expect(spies).toHaveLength(2);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  test('aborts the signal of a POST when the caller closes the connection', async () => {
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
        await expect(fetch(`${base}/auth/token`, { method: 'POST', signal: asked.signal })).rejects.toThrow('aborted');
      });
    });
    expect(await seen).toBe('aborted');
  });

  test('compares Origin with the Host header', async () => {
    const base = await listenWith();
    const status = async (origin: string): Promise<number> => (await fetch(`${base}/auth/token`, { headers: { origin } })).status;
    expect(await status(base)).toBe(200);
    expect(await status('https://evil.example')).toBe(403);
  });
});
