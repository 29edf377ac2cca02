import { describe, expect, test, vi } from 'vitest';
import {
  ann,
  claimsOf,
  generations,
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

describe.each(generations)('One request runs at a time, with the widget %s', (generation) => {
  test('for the widget, the app and the client together', async () => {
    const page = await openPortalPage({ generation, endpoint: { delay: 1000 } });
    const requests = Promise.all([page.auth.getAuthToken(), page.auth.getAuthToken(), page.auth.getAuthToken({ force: true })]);
    if (generation === 'v2') page.requestToken();
    await pass(1000);
    const tokens = await requests;
    expect(new Set(tokens).size).toBe(1);
    expect(page.endpoint.requests).toHaveLength(1);
  });

  test('and tells getAuthToken its reason', async () => {
    const page = await openPortalPage({ generation });
    await pass(14 * minute);
    page.endpoint.answer = async () => null;
    await until(page.auth.getAuthToken({ force: true }));
    if (generation === 'v2') await page.responseTo();
    expect(page.endpoint.requests.map(({ reason }) => reason)).toEqual([
      'register',
      'refresh',
      'manual',
      ...(generation === 'v2' ? ['widget'] : []),
    ]);
  });
});

describe('A token is renewed before its expiry', () => {
  test.each([
    ['a minute by default', undefined, 15, 14 * minute],
    ['as refreshBeforeExpiry says', 5 * minute, 15, 10 * minute],
    ['at half of its lifetime at the earliest', 10 * minute, 15, 7.5 * minute],
    ['also when its lifetime is a few seconds', undefined, 0.1, 3000],
  ])('%s', async (_what, refreshBeforeExpiry, life, after) => {
    const page = await openPortalPage({ refreshBeforeExpiry, endpoint: { life } });
    await pass(after - 1);
    expect(page.endpoint.requests).toHaveLength(1);
    await pass(1);
    expect(page.endpoint.requests).toHaveLength(2);
  });

  test('and the state says refreshing while the token is valid', async () => {
    const page = await openPortalPage();
    page.endpoint.delay = 2000;
    await pass(14 * minute);
    expect(page.state().authToken).toMatchObject({ status: 'valid', refreshing: true, error: null });
    await pass(2000);
    expect(page.state().authToken).toMatchObject({ status: 'valid', refreshing: false });
  });

  test('with timers that browsers support, also when it lives for months', async () => {
    const page = await openPortalPage({ endpoint: { life: (60 * day) / minute } });
    await pass(minute);
    expect(page.endpoint.requests).toHaveLength(1);
    for (let month = 1; month <= 3; month += 1) await pass(20 * day - minute / 2);
    expect(page.endpoint.requests).toHaveLength(2);
  });

  test('immediately with force', async () => {
    const page = await openPortalPage();
    const first = await page.auth.getAuthToken();
    await pass(minute);
    expect(await page.auth.getAuthToken()).toBe(first);
    expect(await until(page.auth.getAuthToken({ force: true }))).not.toBe(first);
  });
});

describe('A wrong clock of the device', () => {
  /** An endpoint whose clock differs from the device's. */
  const aheadBy = (ms: number) => () => signFor(ann, 15, ms);

  test('that is a day slow does not prolong a token beyond its own lifetime', async () => {
    const page = await openPortalPage({ ready: false, connected: false, endpoint: { answer: aheadBy(day) } });
    const token = await until(page.auth.getAuthToken());
    await pass(15 * minute - 10);
    expect(await page.auth.getAuthToken()).toBe(token);
    page.endpoint.answer = async () => null;
    await pass(10);
    expect(await until(page.auth.getAuthToken())).toBeNull();
  });

  test('that is fast by less than half a lifetime shortens the token, and a new one arrives in time', async () => {
    const page = await openPortalPage({ endpoint: { answer: aheadBy(-7 * minute) } });
    expect(page.state().authToken).toMatchObject({ status: 'valid', expiresAt: Date.now() + 8 * minute });
    await pass(7 * minute);
    expect(page.endpoint.requests).toHaveLength(2);
    expect(page.state().authToken).toMatchObject({ status: 'valid', error: null });
  });

  test('that is fast by more than a lifetime causes an error that names the clocks', async () => {
    const page = await openPortalPage({ endpoint: { answer: aheadBy(-day) } });
    const { authToken } = page.state();
    expect(authToken).toMatchObject({ status: 'error', error: { code: 'token-expired' } });
    expect(authToken.status === 'error' && authToken.error.hint).toMatch(/clock/);
    expect(await page.responseTo()).toBeNull();
  });

  test('that is fast by nearly a lifetime does not flood the endpoint', async () => {
    const page = await openPortalPage({ endpoint: { answer: aheadBy(-15 * minute + 6000) } });
    expect(page.state().authToken.status).toBe('valid');
    await pass(minute);
    expect(page.endpoint.requests.length).toBeLessThan(25);
    page.endpoint.answer = aheadBy(-15 * minute + 100);
    page.endpoint.requests.length = 0;
    await pass(minute);
    expect(page.endpoint.requests.length).toBeLessThan(10);
  });

  test('that is set back by a day does not prolong the held token', async () => {
    const page = await openPortalPage();
    await pass(5 * minute);
    vi.setSystemTime(Date.now() - day);
    page.endpoint.answer = down;
    await pass(10 * minute - 1);
    expect(await page.auth.getAuthToken()).not.toBeNull();
    await pass(1);
    expect(page.state().authToken.status).toBe('error');
    expect(page.requestToken().answers).toEqual([]);
    await pass(10_000);
  });

  test.each([
    ['to', 15 * minute],
    ['past', day],
  ])('that is set forward %s the expiry makes the next request fetch a token', async (_where, forward) => {
    const page = await openPortalPage();
    vi.setSystemTime(Date.now() + forward);
    const request = page.requestToken();
    expect(request.answers).toEqual([]);
    expect(claimsOf(await page.responseTo(request)).exp * 1000).toBeGreaterThan(Date.now());
  });

  test('that slept past the expiry makes the page fetch a token when it becomes visible', async () => {
    const page = await openPortalPage();
    // While a device sleeps, timers stop and the date goes on.
    vi.setSystemTime(Date.now() + day);
    expect(page.endpoint.requests).toHaveLength(1);
    setVisibility('visible');
    await pass(1000);
    expect(page.endpoint.requests).toHaveLength(2);
    expect(page.state().authToken).toMatchObject({ status: 'valid', expiresAt: Date.now() + 15 * minute });
  });
});

describe('A failed refresh', () => {
  test('keeps the held token and shows the error', async () => {
    const page = await openPortalPage();
    const first = await page.auth.getAuthToken();
    page.endpoint.answer = down;
    await pass(14 * minute);
    expect(page.state().authToken).toMatchObject({ status: 'valid', refreshing: false, error: { code: 'token-fetch-failed' } });
    expect(await page.auth.getAuthToken()).toBe(first);
    expect(page.requestToken().answers[0]?.token).toBe(first);
  });

  test('never makes an expired token valid', async () => {
    const page = await openPortalPage();
    page.endpoint.answer = down;
    await pass(15 * minute);
    expect(page.state().authToken).toMatchObject({ status: 'error', error: { code: 'token-fetch-failed' } });
    expect(await page.responseTo()).toBeNull();
  });

  test('is repeated at expiry, also when a retry could not succeed before', async () => {
    const page = await openPortalPage();
    page.endpoint.answer = async () => 'no JWT';
    await pass(14 * minute);
    expect(page.endpoint.requests).toHaveLength(2);
    page.endpoint.answer = null;
    await pass(minute);
    expect(page.endpoint.requests).toHaveLength(3);
    expect(page.state().authToken).toMatchObject({ status: 'valid', error: null });
  });

  test('is no longer shown after a later success', async () => {
    const page = await openPortalPage({ endpoint: { answer: down } });
    expect(page.state().authToken.status).toBe('error');
    page.endpoint.answer = null;
    await pass(1000);
    expect(page.state().authToken).toMatchObject({ status: 'valid', error: null });
  });
});
