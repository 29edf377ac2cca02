import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { botTokenService, type BotTokenService, type SignInCardResult } from '@lcw-auth/simulator';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { build, type Rolldown } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchOptions } from '../../../../.ci/chromium.mjs';
import { clockScript, contextOptions } from '../../../../.ci/clock.mjs';
import type { ChromiumTab, ChromiumTabOptions } from '../support/chromium-tab.fixture.js';
import { serve, type LoopbackServer } from '../support/loopback-server.fixture.js';

declare const window: { tab: ChromiumTab };

let browser: Browser;
let context: BrowserContext;
let portal: LoopbackServer;
let evil: LoopbackServer;
let tokenServer: LoopbackServer;
let service: BotTokenService;
/** What happens to a post before it reaches the service. */
let beforeService: (request: Request) => Promise<Response | void> = () => Promise.resolve();

beforeAll(async () => {
  const scripts = await bundle();
  const page = (body: string, type: string) => new Response(body, { headers: { 'content-type': type } });
  portal = await serve(({ url }) =>
    url.endsWith('.js')
      ? page(scripts.get(new URL(url).pathname) ?? '', 'text/javascript')
      : page('<!doctype html><script type="module" src="/tab.js"></script>', 'text/html'),
  );
  evil = await serve(
    () => new Response('thank you', { headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' } }),
  );
  browser = await chromium.launch(launchOptions());
}, 60_000);
afterAll(async () => {
  await browser.close();
  portal.close();
  evil.close();
});

beforeEach(async () => {
  beforeService = () => Promise.resolve();
  tokenServer = await serve(async (request) => (request.method === 'POST' && (await beforeService(request))) || service.fetch(request));
  service = botTokenService({ url: `${tokenServer.origin}/api/sas/postToken` });
  context = await browser.newContext(contextOptions);
  await context.addInitScript(clockScript);
});
afterEach(async () => {
  await context.close();
  tokenServer.close();
});

/** The chunks of the library and the simulator, built from source, by path. */
async function bundle(): Promise<Map<string, string>> {
  const folder = dirname(fileURLToPath(import.meta.url));
  const output = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@lcw-auth/source', 'module', 'browser'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: resolve(folder, '../support/chromium-tab.fixture.ts'), fileName: 'tab', formats: ['es'] },
    },
  });
  const [bundled] = [output].flat() as Rolldown.RolldownOutput[];
  return new Map((bundled?.output ?? []).flatMap((file) => ('code' in file ? [[`/${file.fileName}`, file.code]] : [])));
}

async function openTabs(number: number, options: Partial<ChromiumTabOptions> = {}): Promise<Page[]> {
  return Promise.all(
    Array.from({ length: number }, async () => {
      const page = await context.newPage();
      await page.goto(portal.origin);
      const all = { generation: 'v2' as const, userId: 'user-1', allowedHosts: [tokenServer.host], ...options };
      await page.evaluate((given) => window.tab.open(given), all);
      return page;
    }),
  );
}

type Card = { signInId: string; sasUrl: string };
const send = (pages: Page[], { signInId, sasUrl }: Card): Promise<SignInCardResult>[] =>
  pages.map((page) => page.evaluate(([id, url]) => window.tab.card(id, url), [signInId, sasUrl] as const));
const statuses = (pages: Page[]) => Promise.all(pages.map(async (page) => (await page.evaluate(() => window.tab.state())).status));
const posts = () => tokenServer.arrived.filter(({ method }) => method === 'POST');

describe('Tabs in Chromium', () => {
  test.each(['v1', 'v2'] as const)('post once for one card, which is hidden and signed in in three tabs (%s)', async (generation) => {
    const pages = await openTabs(3, { generation });
    const results = await Promise.all(send(pages, service.issue()));
    expect(results.map(({ shown, providerCalls }) => ({ shown, providerCalls }))).toEqual(
      pages.map(() => ({ shown: false, providerCalls: 1 })),
    );
    expect(posts().map(({ body }) => body)).toEqual(['{"token":"bot-token"}']);
    expect(await statuses(pages)).toEqual(['signed-in', 'signed-in', 'signed-in']);
  });

  test('do not post again when a tab receives the card after another tab has posted', async () => {
    const [first, late] = (await openTabs(2)) as [Page, Page];
    const card = service.issue();
    expect(await send([first], card)[0]).toMatchObject({ shown: false });
    expect(await send([late], card)[0]).toMatchObject({ shown: false, providerCalls: 1 });
    expect(posts()).toHaveLength(1);
    expect(await statuses([first, late])).toEqual(['signed-in', 'signed-in']);
  });

  test.each([
    ['is closed', (page: Page) => page.close()],
    ['goes to another page', (page: Page) => page.goto('about:blank')],
  ])('post when the tab that holds the lock %s', async (_case, leave) => {
    const [first, second] = (await openTabs(2)) as [Page, Page];
    let arrived = () => {};
    const firstPost = new Promise<void>((resolve) => (arrived = resolve));
    // The first post is never answered; the next one is.
    beforeService = () => (posts().length > 1 ? Promise.resolve() : new Promise(() => arrived()));
    const card = service.issue();
    send([first], card)[0]?.catch(() => undefined);
    await firstPost;
    const [waiting] = send([second], card);
    await leave(first);
    expect(await waiting).toMatchObject({ shown: false });
    expect(posts()).toHaveLength(2);
    expect(await statuses([second])).toEqual(['signed-in']);
  });

  test('post each without Web Locks, and each card is hidden', async () => {
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
    const pages = await openTabs(2);
    let bothArrived = () => {};
    const both = new Promise<void>((resolve) => (bothArrived = resolve));
    beforeService = () => {
      if (posts().length === 2) bothArrived();
      return both;
    };
    const results = await Promise.all(send(pages, service.issue()));
    expect(results.map(({ shown }) => shown)).toEqual([false, false]);
    expect(posts()).toHaveLength(2);
  });

  test('learn of a failure after one post, and show the card', async () => {
    const pages = await openTabs(3);
    beforeService = async () => {
      // A failure concerns the tabs that have asked by then.
      await expect.poll(() => statuses(pages)).not.toContain('idle');
      return new Response(null, { status: 503, headers: { 'access-control-allow-origin': '*' } });
    };
    const results = await Promise.all(send(pages, service.issue()));
    expect(results.map(({ shown }) => shown)).toEqual([true, true, true]);
    expect(posts()).toHaveLength(1);
  });

  test('complete the card together after a sign-in', async () => {
    const pages = await openTabs(2, { userId: null });
    const results = await Promise.all(send(pages, service.issue()));
    expect(results.map(({ shown }) => shown)).toEqual([true, true]);
    expect(await statuses(pages)).toEqual(['sign-in-required', 'sign-in-required']);
    await pages[0]?.evaluate(() => window.tab.signIn('user-1'));
    await expect.poll(() => statuses(pages)).toEqual(['signed-in', 'signed-in']);
    await pages[1]?.evaluate(() => window.tab.signIn('user-1'));
    expect(posts()).toHaveLength(1);
  });
});

test('the browser does not report a post as aborted that succeeded, although the body arrives after the decision', async () => {
  const [page] = (await openTabs(1)) as [Page];
  const isPost = (request: { method(): string }) => request.method() === 'POST';
  const ended = Promise.race([page.waitForEvent('requestfinished', isPost), page.waitForEvent('requestfailed', isPost)]);
  let sendRest = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"id":'));
      sendRest = () => {
        controller.enqueue(new TextEncoder().encode('1}'));
        controller.close();
      };
    },
  });
  beforeService = () => Promise.resolve(new Response(body, { headers: { 'access-control-allow-origin': '*' } }));
  const [result] = await Promise.all(send([page], service.issue()));
  expect(result).toMatchObject({ shown: false });
  sendRest();
  expect((await ended).failure()).toBeNull();
});

describe('A redirect never carries the token', () => {
  test.each([302, 307, 308])('a %i shows the card, and its target receives no request', async (status) => {
    const [page] = (await openTabs(1)) as [Page];
    const headers = { location: `${evil.origin}/collect`, 'access-control-allow-origin': '*' };
    beforeService = () => Promise.resolve(new Response(null, { status, headers }));
    const [result] = await Promise.all(send([page], service.issue()));
    expect(result).toMatchObject({ shown: true });
    expect(posts()).toHaveLength(1);
    expect(evil.arrived).toEqual([]);
    expect(await page.evaluate(() => window.tab.state())).toMatchObject({ status: 'sign-in-required', outcome: { type: 'failed' } });
  });
});
