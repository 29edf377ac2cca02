import { QueryClient, dehydrate } from '@tanstack/query-core';
import { describe, expect, test, vi } from 'vitest';
import { ann, bob, generations, minute, onFakeTime, openPortalPage, pass, signFor, until } from '../support/portal-page.fixture.js';

onFakeTime();

/** Everything that can be reached from a value, functions and symbols included. */
function contains(value: unknown, wanted: string, seen = new Set<unknown>()): boolean {
  if (typeof value === 'string') return value.includes(wanted);
  if (Object(value) !== value || seen.has(value) || value instanceof Node || value === window) return false;
  seen.add(value);
  const entries = value instanceof Map || value instanceof Set ? [...value.entries()].flat() : [];
  const own = Reflect.ownKeys(value as object).map((key) => {
    try {
      return (value as Record<PropertyKey, unknown>)[key];
    } catch {
      return null;
    }
  });
  return [...entries, ...own].some((each) => contains(each, wanted, seen));
}

describe.each(generations)('Rule 7: a token lives in memory only, with the widget %s', (generation) => {
  test('never in state, events, storage, console, cookies, the address or the DOM', async () => {
    const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => undefined),
    );
    const page = await openPortalPage({
      generation,
      clientFunction: 'auth.getToken',
      botSso: { getToken: async () => 'bot.token.secret' },
    });
    const states: unknown[] = [];
    page.auth.subscribe(() => states.push(page.state()));
    await until(page.simulator.startChat());
    await pass(20 * minute);
    const first = await page.auth.getAuthToken();
    page.endpoint.answer = () => Promise.reject(new Error(`cannot use ${first}`));
    await until(page.auth.getAuthToken({ force: true }));
    page.auth.setOptions({ userId: bob });
    await pass(minute);
    const signature = String(first).split('.')[2] ?? '';
    expect(signature.length).toBeGreaterThan(100);

    expect(contains([states, page.state(), page.events, page.auth], signature)).toBe(false);
    expect(JSON.stringify([localStorage, sessionStorage].map((storage) => Object.entries(storage)))).not.toContain(signature);
    expect(document.cookie + location.href + document.documentElement.outerHTML).not.toContain(signature);
    for (const log of logs) expect(JSON.stringify(log.mock.calls)).not.toContain(signature);
  });
});

describe("Rule 7: the app's own query client, when it is passed", () => {
  test('runs the fetches and never caches the token', async () => {
    const queryClient = new QueryClient();
    const cached: unknown[] = [];
    const stop = queryClient.getQueryCache().subscribe(({ query }) => cached.push({ ...query.state }, query.queryKey));
    const page = await openPortalPage({ queryClient, endpoint: { delay: 100 } });
    await pass(100);
    const token = String(await page.auth.getAuthToken());
    const keys = cached.filter((each) => Array.isArray(each));
    expect(new Set(keys.map(([first]) => first as unknown))).toEqual(new Set(['lcw-auth']));
    expect(contains(cached, token)).toBe(false);
    expect(JSON.stringify(dehydrate(queryClient, { shouldDehydrateQuery: () => true }))).not.toContain(token);
    stop();
  });

  test('keeps nothing: no query is left behind by many fetches', async () => {
    const queryClient = new QueryClient();
    const page = await openPortalPage({ queryClient });
    await pass(60 * minute);
    expect(page.endpoint.requests.length).toBeGreaterThan(3);
    expect(queryClient.getQueryCache().getAll()).toEqual([]);
  });

  test.each([
    ['clear()', (client: QueryClient) => client.clear()],
    ['cancelQueries()', (client: QueryClient) => void client.cancelQueries()],
    ['removeQueries()', (client: QueryClient) => client.removeQueries()],
    ['resetQueries()', (client: QueryClient) => void client.resetQueries()],
  ])('a %s of the app in the middle of a fetch costs no ask its token', async (_what, interfere) => {
    const queryClient = new QueryClient();
    const page = await openPortalPage({ queryClient, endpoint: { delay: 1000 } });
    const ask = page.ask();
    await pass(500);
    interfere(queryClient);
    expect(await page.answerOf(ask)).toBeTypeOf('string');
  });

  test("is the app's: a fetch that is no longer wanted ends, and nothing else does or fails", async () => {
    const queryClient = new QueryClient();
    const theirs = queryClient.fetchQuery({
      queryKey: ['theirs'],
      queryFn: () => new Promise((resolve) => setTimeout(resolve, 500, 'done')),
    });
    const statuses = new Set<string>();
    const stop = queryClient.getQueryCache().subscribe(({ query }) => statuses.add(query.state.status));
    const page = await openPortalPage({ queryClient, endpoint: { delay: 100 } });
    page.auth.setOptions({ userId: bob });
    expect(page.endpoint.requests[0]?.signal.aborted).toBe(true);
    expect(await until(theirs)).toBe('done');
    expect([...statuses]).not.toContain('error');
    stop();
    queryClient.clear();
  });

  test('shared by two clients, each gets its own token', async () => {
    const queryClient = new QueryClient();
    const first = await openPortalPage({ queryClient, ready: false, endpoint: { delay: 100 } });
    const { createLiveChatAuth } = await import('@lcw-auth/core');
    const second = createLiveChatAuth({ userId: bob, queryClient, getAuthToken: ({ userId }) => signFor(userId) });
    const tokens = await until(Promise.all([first.auth.getAuthToken(), second.getAuthToken()]));
    expect(first.state().authToken).toMatchObject({ claims: { sub: ann } });
    expect(second.getState().authToken).toMatchObject({ claims: { sub: bob } });
    expect(new Set(tokens).size).toBe(2);
  });

  test.each([
    ['offline', { networkMode: 'online' as const }],
    ['retrying', { retry: 5, retryDelay: 1 }],
    ['never stale', { staleTime: Infinity, gcTime: Infinity }],
    ['disabled', { enabled: false }],
  ])('its own defaults (%s) change nothing here', async (_what, queries) => {
    const page = await openPortalPage({ queryClient: new QueryClient({ defaultOptions: { queries } }) });
    await pass(14 * minute);
    expect(page.endpoint.requests).toHaveLength(2);
    expect(page.state().authToken).toMatchObject({ status: 'valid', expiresAt: Date.now() + 15 * minute });
  });
});
