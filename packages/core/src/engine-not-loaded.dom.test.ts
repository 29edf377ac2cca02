import { describe, expect, test, vi } from 'vitest';
import type { LiveChatAuth } from './index.js';
import { onLatePage } from './late-engine.fixture.js';
import { ann, onFakeTime, pass } from './portal-page.fixture.js';

onFakeTime();
const page = onLatePage();

describe('Where the chunk with the engine does not load', () => {
  test('the state says so, asks get null and cards show', async () => {
    const auth = page.connect();
    const [answers, cards] = [page.ask(), page.askForCard()];
    await page.fails();
    await vi.waitFor(() => expect([answers, cards]).toEqual([[null], [true]]));
    expect(auth.getState().authToken).toMatchObject({ status: 'error', error: { code: 'engine-not-loaded', retryable: true } });
    expect(await auth.getAuthToken()).toBeNull();
  });

  test('one failure is told once, however many wait', async () => {
    page.connect();
    const answers = [page.ask(), page.ask(), page.askForCard()];
    await page.fails();
    await vi.waitFor(() => expect(answers.flat()).toHaveLength(3));
    const types = page.events.map(({ type }) => type);
    expect(types.filter((type) => type === 'token-failed')).toHaveLength(1);
    expect(types.filter((type) => type === 'token-answered')).toHaveLength(2);
  });

  test('nobody is told of it while nobody is signed in', async () => {
    const auth = page.connect({ userId: null });
    await page.fails();
    expect(auth.getState().authToken).toEqual({ status: 'signed-out', cause: 'no-user' });
    expect(page.events.map(({ type }) => type)).not.toContain('token-failed');
  });

  test('a sign-out is one all the same', async () => {
    const auth = page.connect();
    await page.fails();
    await auth.signOut();
    expect(page.closed).toBe(1);
    await page.isServedAgain();
    window.dispatchEvent(new Event('online'));
    await pass(0);
    expect(auth.getState().authToken).toEqual({ status: 'signed-out', cause: 'signed-out' });
  });

  test.each([
    ['the next ask', () => void page.ask()],
    ['being online again', () => window.dispatchEvent(new Event('online'))],
    ['being looked at again', () => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))],
    ['retry', (auth: LiveChatAuth) => auth.retry()],
  ])('%s tries again', async (_what, tryAgain) => {
    const auth = page.connect();
    await page.fails();
    await vi.waitFor(() => expect(auth.getState().authToken.status).toBe('error'));
    await page.isServedAgain();
    tryAgain(auth);
    await vi.waitFor(() => expect(auth.getState().authToken).toMatchObject({ status: 'valid', error: null }));
  });

  test('an ask whose signal has aborted, or aborts, waits for nothing and leaves nothing behind', async () => {
    const auth = page.connect();
    const controller = new AbortController();
    const [listen, unlisten] = [vi.spyOn(controller.signal, 'addEventListener'), vi.spyOn(controller.signal, 'removeEventListener')];
    const asked = auth.getAuthToken({ signal: controller.signal });
    controller.abort();
    expect(await asked).toBeNull();
    expect(await auth.getAuthToken({ signal: controller.signal })).toBeNull();
    expect(unlisten.mock.calls[0]).toEqual(listen.mock.calls[0]);
    expect(auth.getState().authToken).toEqual({ status: 'pending' });
  });

  test('preloadLiveChatAuth() says so, and tries again', async () => {
    const { preloadLiveChatAuth } = await import('./index.js');
    const loaded = preloadLiveChatAuth();
    loaded.catch(() => {});
    await page.fails();
    await expect(loaded).rejects.toMatchObject({ code: 'engine-not-loaded' });
    await page.isServedAgain();
    await expect(preloadLiveChatAuth()).resolves.toBeUndefined();
  });

  test('somebody who signs in tries again', async () => {
    const auth = page.connect({ userId: null });
    await page.fails();
    await page.isServedAgain();
    auth.setOptions({ userId: ann });
    await vi.waitFor(() => expect(auth.getState().authToken).toMatchObject({ status: 'valid', claims: { sub: ann } }));
  });
});
