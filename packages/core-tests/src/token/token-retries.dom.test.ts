import { describe, expect, test, vi } from 'vitest';
import {
  ann,
  bob,
  claimsOf,
  issuer,
  minute,
  onFakeTime,
  openPortalPage,
  pass,
  setVisibility,
  signFor,
  until,
} from '../support/portal-page.fixture.js';

onFakeTime();

const day = 24 * 60 * minute;
const down = () => Promise.reject(new Error('down'));

describe('A failed request is repeated', () => {
  const waits = (requests: readonly { at: number }[]) => requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0));

  test('after 1, 2, 4 ... 60 seconds, each times 0.5 to 1', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(1 - Number.EPSILON);
    const page = await openPortalPage({ endpoint: { answer: down } });
    await pass(4 * minute);
    expect(waits(page.endpoint.requests).map(Math.round)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    random.mockReturnValue(0);
    const { length } = page.endpoint.requests;
    await pass(5 * minute);
    expect(waits(page.endpoint.requests.slice(length))[0]).toBe(30_000);
  });

  test('after a short time, when a request has succeeded in between', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const page = await openPortalPage({ endpoint: { answer: down } });
    await pass(minute);
    page.endpoint.answer = null;
    await pass(minute);
    const { length } = page.endpoint.requests;
    page.endpoint.answer = down;
    await pass(14 * minute);
    expect(waits(page.endpoint.requests.slice(length))[0]).toBe(500);
  });

  test('not while the tab is hidden, and immediately when it becomes visible', async () => {
    const page = await openPortalPage({ endpoint: { answer: down } });
    setVisibility('hidden');
    await pass(60 * minute);
    expect(page.endpoint.requests).toHaveLength(1);
    page.endpoint.answer = null;
    setVisibility('visible');
    await pass(0);
    expect(page.state().authToken.status).toBe('valid');
  });

  test('also in a hidden tab while a request waits for a token', async () => {
    const page = await openPortalPage({ endpoint: { answer: down } });
    setVisibility('hidden');
    const request = page.requestToken();
    await pass(100);
    page.endpoint.answer = null;
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
  });

  test('also by a client that is not connected while a request waits for a token', async () => {
    const page = await openPortalPage({ connected: false, ready: false, endpoint: { answer: down } });
    const request = page.auth.getAuthToken();
    await pass(100);
    page.endpoint.answer = null;
    expect(claimsOf(await until(request)).sub).toBe(ann);
  });

  test('but a page that holds a token requests none when it becomes visible or online', async () => {
    const page = await openPortalPage();
    setVisibility('visible');
    window.dispatchEvent(new Event('online'));
    await pass(minute);
    expect(page.endpoint.requests).toHaveLength(1);
  });

  test('immediately when the page is online again', async () => {
    const page = await openPortalPage({ endpoint: { answer: down } });
    await pass(3 * minute);
    page.endpoint.answer = null;
    window.dispatchEvent(new Event('online'));
    await pass(0);
    expect(page.state().authToken.status).toBe('valid');
  });

  test('not when a retry cannot succeed, but with the next request of the widget', async () => {
    const page = await openPortalPage({ endpoint: { answer: async () => 'no JWT' } });
    await pass(60 * minute);
    expect(page.endpoint.requests).toHaveLength(1);
    page.endpoint.answer = null;
    expect(claimsOf(await page.responseTo()).sub).toBe(ann);
  });

  test('and a renewal in a hidden tab happens also after a forged error of the widget', async () => {
    const page = await openPortalPage({ generation: 'v1' });
    window.dispatchEvent(new CustomEvent('lcw:error', { detail: null }));
    setVisibility('hidden');
    await pass(20 * minute);
    expect(page.endpoint.requests.length).toBeGreaterThan(1);
    expect(page.state().authToken).toMatchObject({ status: 'valid' });
  });

  test('and a renewal in a hidden tab happens, because v1 depends on the token that it captured', async () => {
    const page = await openPortalPage({ generation: 'v1' });
    setVisibility('hidden');
    await pass(14 * minute);
    expect(page.registrations()).toBe(2);
  });
});

describe('The endpoint', () => {
  test.each([
    ['no response in time', () => new Promise(() => {}), 'token-timeout'],
    ['a rejection', down, 'token-fetch-failed'],
    ['a synchronous error', () => expect.fail('thrown synchronously'), 'token-fetch-failed'],
    ['undefined', async () => undefined, 'token-wrong-type'],
    ['an object', async () => ({ token: 'x' }), 'token-wrong-type'],
    ['an empty string', async () => '', 'token-empty'],
    ['a web page', async () => '<!doctype html><title>Sign in</title>', 'token-web-page'],
    ['text', async () => 'no JWT', 'token-malformed'],
    ['an expired token', () => signFor(ann, 15, -day), 'token-expired'],
    ['the token of another user', () => signFor(bob), 'token-subject-changed'],
  ])('causes an error with its own code for %s', async (_what, answer, code) => {
    const page = await openPortalPage();
    page.endpoint.answer = answer;
    await pass(14 * minute + 9000);
    expect(page.events.findLast(({ type }) => type === 'token-failed')).toMatchObject({ code });
  });

  test('causes a new error that replaces the first one', async () => {
    const lacks = (name: string) => async () => issuer.sign({ sub: ann, [name]: undefined });
    const page = await openPortalPage({ endpoint: { answer: lacks('exp') } });
    expect(page.state().authToken).toMatchObject({ status: 'error', error: { code: 'token-claim', details: { claim: 'exp' } } });
    page.endpoint.answer = lacks('sub');
    page.auth.retry();
    await pass(0);
    expect(page.state().authToken).toMatchObject({ status: 'error', error: { code: 'token-claim', details: { claim: 'sub' } } });
  });

  test('causes no notification when nothing changes', async () => {
    const page = await openPortalPage({ userId: null });
    const listener = vi.fn();
    page.auth.subscribe(listener);
    page.auth.retry();
    await pass(0);
    expect(listener).not.toHaveBeenCalled();
  });

  test('loses the held token when it returns the token of another user', async () => {
    const page = await openPortalPage();
    page.endpoint.answer = () => signFor(bob);
    await pass(14 * minute);
    expect(page.state().authToken).toMatchObject({ status: 'error', error: { code: 'token-subject-changed' } });
    expect(await page.responseTo()).toBeNull();
  });

  test('signs the user out with null', async () => {
    const page = await openPortalPage();
    page.endpoint.answer = async () => null;
    await pass(14 * minute);
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'session-ended' });
    expect(page.events).toContainEqual({ type: 'signed-out', cause: 'session-ended', at: Date.now() });
    expect(await page.responseTo()).toBeNull();
  });

  test('is requested once more when it returns null during a chat, and the chat is kept', async () => {
    const page = await openPortalPage();
    await until(page.simulator.startChat());
    page.endpoint.requests.length = 0;
    page.endpoint.answer = async () => (page.endpoint.requests.length === 1 ? null : signFor(ann));
    await pass(14 * minute + 2000);
    expect(page.endpoint.requests).toHaveLength(2);
    expect(page.state().authToken).toMatchObject({ status: 'valid' });

    page.endpoint.answer = async () => null;
    await pass(15 * minute);
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'session-ended' });
    expect(page.simulator.conversations[0]).toMatchObject({ status: 'open' });
  });

  test('signs the user in again with a later token', async () => {
    const page = await openPortalPage({ endpoint: { answer: async () => null } });
    expect(page.state().authToken.status).toBe('signed-out');
    page.endpoint.answer = null;
    page.auth.retry();
    await pass(0);
    expect(page.state().authToken.status).toBe('valid');
  });
});

describe('A request that is no longer needed', () => {
  test('is aborted when the client disconnects', async () => {
    const page = await openPortalPage({ endpoint: { answer: () => new Promise(() => {}) } });
    const { signal } = page.endpoint.requests[0] ?? {};
    expect(signal?.aborted).toBe(false);
    page.disconnect();
    await pass(0);
    expect(signal?.aborted).toBe(true);
  });

  test('is aborted at its time limit and repeated', async () => {
    const page = await openPortalPage({ tokenTimeout: 3000, endpoint: { answer: () => new Promise(() => {}) } });
    await pass(3000);
    expect(page.endpoint.requests[0]?.signal.aborted).toBe(true);
    expect(page.state().authToken).toMatchObject({ status: 'error', error: { code: 'token-timeout' } });
    await pass(1000);
    expect(page.endpoint.requests).toHaveLength(2);
  });

  test('continues when one of two callers aborts', async () => {
    const page = await openPortalPage({ ready: false, endpoint: { delay: 1000 } });
    const controller = new AbortController();
    const aborted = page.auth.getAuthToken({ signal: controller.signal });
    const other = page.auth.getAuthToken();
    controller.abort();
    expect(await aborted).toBeNull();
    expect(claimsOf(await until(other)).sub).toBe(ann);
    expect(await page.auth.getAuthToken({ signal: AbortSignal.abort(), force: true })).toBeNull();
  });
});
