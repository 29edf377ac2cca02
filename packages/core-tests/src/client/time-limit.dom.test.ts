import { afterEach, describe, expect, test, vi } from 'vitest';
import { ann, minute, onFakeTime, openPortalPage, pass, signFor, until } from '../support/portal-page.fixture.js';

onFakeTime();

/** Counts listeners of abort signals. A signal lives as long as the connection, so a listener that stays is a leak. */
function countListeners() {
  const listeners = new Map<unknown, number>();
  const { addEventListener, removeEventListener } = AbortSignal.prototype;
  const count = (listener: unknown, by: number) => void listeners.set(listener, (listeners.get(listener) ?? 0) + by);
  vi.spyOn(AbortSignal.prototype, 'addEventListener').mockImplementation(function (this: AbortSignal, ...given: unknown[]) {
    if (given[0] === 'abort') count(given[1], 1);
    Reflect.apply(addEventListener, this, given);
  });
  vi.spyOn(AbortSignal.prototype, 'removeEventListener').mockImplementation(function (this: AbortSignal, ...given: unknown[]) {
    if (given[0] === 'abort' && listeners.has(given[1])) count(given[1], -1);
    Reflect.apply(removeEventListener, this, given);
  });
  return () => [...listeners.values()].filter((times) => times > 0).length;
}

describe('A wait with a time limit', () => {
  afterEach(() => void vi.restoreAllMocks());

  /** Opens a page with its first token. `more` returns the number of listeners that were added since then. */
  async function openCountedPage() {
    const listeners = countListeners();
    const page = await openPortalPage();
    await until(page.simulator.startChat());
    await pass(1000);
    const before = listeners();
    return { page, more: () => listeners() - before };
  }

  test('leaves no listener when it succeeds', async () => {
    const { page, more } = await openCountedPage();
    page.endpoint.delay = 1000;
    vi.setSystemTime(Date.now() + 60 * minute);
    const { signal } = new AbortController();
    const requests = [page.responseTo(), page.auth.getAuthToken({ signal }), page.auth.whenReady({ signal })];
    await pass(0);
    expect(more()).toBeGreaterThan(2);
    await pass(2000);
    await Promise.all(requests);
    expect(more()).toBe(0);
  });

  test('leaves no listener when it fails', async () => {
    const { page, more } = await openCountedPage();
    page.endpoint.answer = () => new Promise(() => {});
    vi.setSystemTime(Date.now() + 60 * minute);
    await page.responseTo();
    page.disconnect();
    await pass(minute);
    expect(more()).toBe(0);
  });

  test('leaves no listener after the pause between two requests during a chat', async () => {
    const { page, more } = await openCountedPage();
    const answers = [null, await signFor(ann)];
    page.endpoint.answer = async () => answers.shift();
    await until(page.auth.getAuthToken({ force: true }));
    expect(answers).toEqual([]);
    expect(more()).toBe(0);
  });
});
