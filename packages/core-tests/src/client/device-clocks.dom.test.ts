import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchAuthToken } from '@lcw-auth/core';
import { openBotPage, closePages } from '../support/bot-page.fixture.js';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import { ann, claimsOf, generations, minute, onFakeTime, openPortalPage, pass, signFor, until } from '../support/portal-page.fixture.js';

onFakeTime();
afterEach(() => {
  closePages();
  vi.unstubAllGlobals();
});

const hour = 60 * minute;

describe.each(generations)('A fresh card on a device (%s)', (generation) => {
  /** The URL of a card, as a service with the right clock creates it. */
  const cardUrl = (deviceAhead: number) => botTokenUrl('card-1', { lifetime: 60 - deviceAhead / 1000 });

  test.each([
    ['right', 0],
    ['10 s fast', 10_000],
    ['95 s fast', 95_000],
    ['an hour fast', hour],
    ['an hour slow', -hour],
  ])('is posted and hidden when the clock is %s', async (_clock, deviceAhead) => {
    const page = await openBotPage(generation);
    expect(await page.requestDecision(cardUrl(deviceAhead))).toEqual({ show: false, afterMs: 50 });
    expect(page.service.count('card-1')).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
  });

  test.each([
    ['10 s fast', 10_000, 50_000],
    ['an hour fast', hour, minute],
    ['an hour slow', -hour, minute],
  ])('can be completed by a sign-in for as long as its URL may be valid when the clock is %s', async (_clock, deviceAhead, usableFor) => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(500));
    await page.requestDecision(cardUrl(deviceAhead));
    await vi.advanceTimersByTimeAsync(usableFor - 1_000);
    expect(page.find('card-1')?.status).toBe('sign-in-required');
    page.service.answer = 200;
    void page.auth.completeSignIn();
    await vi.advanceTimersByTimeAsync(100);
    expect(page.find('card-1')?.status).toBe('signed-in');
  });

  test.each([
    ['right', 0, minute],
    ['an hour fast', hour, minute],
  ])('expires after that when the clock is %s', async (_clock, deviceAhead, usableFor) => {
    const page = await openBotPage(generation, {}, createBotTokenServiceDouble(500));
    await page.requestDecision(cardUrl(deviceAhead));
    await vi.advanceTimersByTimeAsync(usableFor);
    expect(page.find('card-1')?.status).toBe('expired');
    await page.auth.completeSignIn();
    expect(page.service.count('card-1')).toBe(1);
  });
});

/** A token endpoint whose clock is right, on a device whose clock is not. */
function stubEndpoint(deviceAhead: number) {
  const requests: number[] = [];
  vi.stubGlobal('fetch', async () => {
    requests.push(Date.now());
    const headers = { date: new Date(Date.now() - deviceAhead).toUTCString() };
    return new Response(await signFor(ann, 15, -deviceAhead), { headers });
  });
  return requests;
}

describe('An auth token of fetchAuthToken', () => {
  test.each([
    ['right', 0],
    ['20 minutes fast', 20 * minute],
    ['an hour fast', hour],
    ['an hour slow', -hour],
  ])('is used and renewed in time when the clock of the device is %s', async (_clock, deviceAhead) => {
    const requests = stubEndpoint(deviceAhead);
    const page = await openPortalPage({ getAuthToken: fetchAuthToken('/auth/token') });
    const startedAt = Date.now();
    expect(page.state().authToken).toMatchObject({ status: 'valid', error: null });
    const first = await page.responseTo();
    expect(claimsOf(first).sub).toBe(ann);
    await pass(14 * minute + 2_000);
    expect(requests).toHaveLength(2);
    expect(requests[1]! - startedAt).toBeGreaterThan(13 * minute);
    expect(await page.responseTo()).not.toBe(first);
  });

  test('that was issued in the future by the clock of the endpoint causes a warning', async () => {
    vi.stubGlobal('fetch', async () => new Response(await signFor(ann, 15, 5 * minute), { headers: { date: new Date().toUTCString() } }));
    const page = await openPortalPage({ getAuthToken: fetchAuthToken('/auth/token') });
    expect(page.state().authToken).toMatchObject({ status: 'valid', warnings: [{ code: 'issued-in-future' }] });
  });
});

describe('A chat on a device that is 20 minutes fast', () => {
  const ahead = 20 * minute;
  const openPage = (generation: 'v1' | 'v2', lifetime: number) => {
    vi.stubGlobal('fetch', async () => {
      const headers = { date: new Date(Date.now() - ahead).toUTCString() };
      return new Response(await signFor(ann, lifetime, -ahead), { headers });
    });
    return openPortalPage({ generation, getAuthToken: fetchAuthToken('/auth/token'), simulator: { clock: () => Date.now() - ahead } });
  };

  test.each(generations)('is authenticated with a token of one hour (%s)', async (generation) => {
    const page = await openPage(generation, 60);
    expect(page.state().authToken).toMatchObject({ status: 'valid', warnings: [] });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });

  test('is authenticated with a token of 15 minutes on v1, which does not read the expiry', async () => {
    const page = await openPage('v1', 15);
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });

  test('fails with a token of 15 minutes on v2, which trusts the clock of the device, and the error names the clock', async () => {
    const page = await openPage('v2', 15);
    expect(page.state().authToken).toMatchObject({ status: 'valid', warnings: [{ code: 'device-clock' }] });
    await until(page.simulator.startChat().catch(() => null));
    expect(page.state().authToken).toMatchObject({
      error: {
        code: 'token-rejected',
        message: expect.stringContaining("Likely cause: The token has expired according to the device's clock") as string,
      },
    });
  });
});

describe("An auth token of the app's own function, which reports no response", () => {
  test('works when the device is an hour slow, and ends after the lifetime that the token states', async () => {
    const page = await openPortalPage({ endpoint: { answer: () => signFor(ann, 15, hour) } });
    // Without the endpoint's clock, the device's clock may be slow or the issuer's clock fast.
    expect(page.state().authToken).toMatchObject({ status: 'valid', warnings: [{ code: 'issued-in-future' }] });
    page.endpoint.answer = () => Promise.reject(new Error('down'));
    await pass(15 * minute);
    expect(page.state().authToken.status).toBe('error');
  });

  test('works when the device is 20 minutes fast and the function calls reportResponse', async () => {
    const ahead = 20 * minute;
    const page = await openPortalPage({
      getAuthToken: ({ reportResponse }) => {
        reportResponse?.(new Response(null, { headers: { date: new Date(Date.now() - ahead).toUTCString() } }));
        return signFor(ann, 15, -ahead);
      },
    });
    expect(page.state().authToken.status).toBe('valid');
  });

  test.each(generations)('opens an authenticated chat when the device is an hour slow (%s)', async (generation) => {
    const page = await openPortalPage({
      generation,
      simulator: { clock: () => Date.now() + hour },
      endpoint: { answer: () => signFor(ann, 15, hour) },
    });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });
});
