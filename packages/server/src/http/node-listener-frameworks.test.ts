import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import middie from '@fastify/middie';
import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import { toNodeListener } from '../index.js';
import { listen } from './listening.fixture.js';
import { bert, createTestService, verify } from '../test-service.fixture.js';

test('serves HTTP/2, in which the host and the path are headers and each cookie may be a header field of its own', async () => {
  const seen: string[][] = [];
  const cookies: (string | null)[] = [];
  const getUser = (request: Request) => {
    cookies.push(request.headers.get('cookie'), request.clone().headers.get('cookie'));
    const { host, pathname } = new URL(request.url);
    seen.push([request.method, host, pathname, ...new Headers(request.headers).keys()]);
    return bert;
  };
  const listener = toNodeListener(createTestService({ getUser }).service) as unknown as Parameters<typeof createHttp2Server>[1];
  const server = createHttp2Server({}, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = connectHttp2(`http://${host}`);
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  const stream = client.request({ ':path': '/auth/token', 'x-a': '1', cookie: ['sid=abc', 'theme=dark'] });
  let token = '';
  for await (const part of stream.setEncoding('utf8')) token += String(part);
  expect(await verify(token)).toMatchObject({ sub: bert.sub });
  expect(seen).toEqual([['GET', host, '/auth/token', 'cookie', 'x-a']]);
  expect(cookies).toEqual(['sid=abc; theme=dark', 'sid=abc; theme=dark']);
});

describe('inside a framework', () => {
  test('is a middleware of Express that passes other paths on', async () => {
    const app = express();
    app.use(toNodeListener(createTestService().service));
    app.get('/', (_request, response) => void response.send('the shop'));
    const base = await listen(app);
    expect(await verify(await (await fetch(`${base}/auth/token`)).text())).toMatchObject({ sub: bert.sub });
    expect(await (await fetch(base)).text()).toBe('the shop');
  });

  test('works below a mount point of Express, with complete paths in the options', async () => {
    const app = express();
    app.use('/auth', toNodeListener(createTestService().service));
    const base = await listen(app);
    expect((await fetch(`${base}/auth/publickey`)).status).toBe(200);
  });

  test('passes the cookies of an Express app to getUser', async () => {
    const app = express();
    app.use(toNodeListener(createTestService({ getUser: (request) => (request.headers.get('cookie') === 's=1' ? bert : null) }).service));
    const base = await listen(app);
    expect((await fetch(`${base}/auth/token`)).status).toBe(401);
    expect((await fetch(`${base}/auth/token`, { headers: { cookie: 's=1' } })).status).toBe(200);
  });

  test('is a handler of Fastify', async () => {
    const listener = toNodeListener(createTestService().service);
    const app = fastify();
    app.all('/auth/*', (request, reply) => {
      reply.hijack();
      listener(request.raw, reply.raw);
    });
    app.get('/', async () => 'the shop');
    const base = await app.listen({ port: 0, host: '127.0.0.1' });
    onTestFinished(async () => app.close());
    expect(await verify(await (await fetch(`${base}/auth/token`)).text())).toMatchObject({ sub: bert.sub });
    expect(await (await fetch(base)).text()).toBe('the shop');
  });

  test.each([undefined, '/auth'])('is a middleware of Fastify (mounted at %j)', async (mount) => {
    const app = fastify();
    await app.register(middie);
    const listener = toNodeListener(createTestService().service);
    if (mount === undefined) app.use(listener);
    else app.use(mount, listener);
    app.get('/', async () => 'the shop');
    const base = await app.listen({ port: 0, host: '127.0.0.1' });
    onTestFinished(async () => app.close());
    expect((await fetch(`${base}/auth/publickey`)).status).toBe(200);
    expect(await (await fetch(base)).text()).toBe('the shop');
  });

  test('is a handler of Hono', async () => {
    const { service } = createTestService();
    const app = new Hono()
      .get('/', (context) => context.text('the shop'))
      .all('/auth/*', async (context) => service.fetch(context.req.raw));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false });
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await verify(await (await fetch(`${base}/auth/token`, { method: 'POST' })).text())).toMatchObject({ sub: bert.sub });
    expect((await fetch(`${base}/auth/token`, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect(await (await fetch(base)).text()).toBe('the shop');
  });
});
