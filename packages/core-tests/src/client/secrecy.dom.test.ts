import { describe, expect, test, vi } from 'vitest';
import { bob, generations, minute, onFakeTime, openPortalPage, pass, until } from '../support/portal-page.fixture.js';

onFakeTime();

/** True when the text can be reached from a value, also through functions and symbols. */
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

describe.each(generations)('A token is held in memory only, with the widget %s', (generation) => {
  test('and never in state, events, storage, console, cookies, the URL or the DOM', async () => {
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
