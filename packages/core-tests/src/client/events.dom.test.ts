import { afterEach, describe, expect, test, vi } from 'vitest';
import { botTokenUrl, createBotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import type { AuthTokenProvider, LiveChatAuthEvent } from '@lcw-auth/core';
import { ann, bob, minute, onFakeTime, openPortalPage, pass, sdk, until, type PortalPage } from '../support/portal-page.fixture.js';

onFakeTime();
afterEach(() => void vi.unstubAllGlobals());

/** Returns the events since the last call, without their times. */
function takeEvents(page: PortalPage): Omit<LiveChatAuthEvent, 'at'>[] {
  return page.events.splice(0).map(({ at, ...event }) => {
    expect(at).toBeTypeOf('number');
    return event;
  });
}
const inMinutes = (minutes: number) => Date.now() + minutes * minute;

describe('onEvent receives exactly these events, in order:', () => {
  test('when the page becomes ready and the first token arrives', async () => {
    const page = await openPortalPage({ ready: false, clientFunction: 'auth.getToken', botSso: { getToken: async () => null } });
    await pass(1000);
    expect(takeEvents(page)).toEqual([
      { type: 'registered', provider: 'client-function' },
      { type: 'token-fetched', reason: 'register', expiresAt: inMinutes(15) - 1000 },
    ]);
    page.simulator.ready();
    expect(page.events.map(({ at }) => at)).toEqual([Date.now(), Date.now(), Date.now()]);
    expect(takeEvents(page)).toEqual([
      { type: 'registered', provider: 'auth' },
      { type: 'registered', provider: 'bot' },
      { type: 'widget-ready', guessed: false },
    ]);
  });

  test('when the widget requests a token through the SDK and through the client function', async () => {
    const page = await openPortalPage({ clientFunction: 'getToken' });
    takeEvents(page);
    page.requestToken();
    void (window as unknown as { getToken: AuthTokenProvider }).getToken(() => {});
    expect(takeEvents(page)).toEqual([
      { type: 'token-requested', route: 'sdk' },
      { type: 'token-responded', route: 'sdk', answer: 'token', afterMs: 0 },
      { type: 'token-requested', route: 'client-function' },
      { type: 'token-responded', route: 'client-function', answer: 'token', afterMs: 0 },
    ]);
  });

  test('when a request waits for the endpoint, and when it receives no token', async () => {
    const page = await openPortalPage({ endpoint: { delay: 1000 } });
    takeEvents(page);
    page.requestToken();
    await pass(1000);
    expect(takeEvents(page)).toEqual([
      { type: 'token-requested', route: 'sdk' },
      { type: 'token-fetched', reason: 'register', expiresAt: inMinutes(15) },
      { type: 'token-responded', route: 'sdk', answer: 'token', afterMs: 1000 },
    ]);
    page.endpoint.answer = async () => 'no JWT';
    page.auth.setOptions({ userId: bob });
    expect(takeEvents(page)).toEqual([{ type: 'registered', provider: 'auth' }, { type: 'user-changed' }]);
    page.requestToken();
    await pass(1000);
    expect(takeEvents(page)).toEqual([
      { type: 'token-requested', route: 'sdk' },
      { type: 'token-failed', reason: 'register', code: 'token-malformed' },
      { type: 'token-responded', route: 'sdk', answer: 'null', afterMs: 1000 },
    ]);
  });

  test('the reason for which each token was fetched', async () => {
    const page = await openPortalPage();
    await pass(14 * minute);
    await until(page.auth.getAuthToken({ force: true }));
    page.endpoint.answer = async () => 'no JWT';
    page.auth.setOptions({ userId: bob });
    await pass(0);
    page.endpoint.answer = null;
    await page.responseTo();
    expect(takeEvents(page).filter(({ type }) => type.startsWith('token-f'))).toMatchObject([
      { type: 'token-fetched', reason: 'register' },
      { type: 'token-fetched', reason: 'refresh' },
      { type: 'token-fetched', reason: 'manual' },
      { type: 'token-failed', reason: 'register' },
      { type: 'token-fetched', reason: 'widget' },
    ]);
    expect(page.endpoint.requests.map(({ userId, reason }) => [userId, reason])).toEqual([
      [ann, 'register'],
      [ann, 'refresh'],
      [ann, 'manual'],
      [bob, 'register'],
      [bob, 'widget'],
    ]);
  });

  test('when the app signs out, and when the endpoint says that the session has ended', async () => {
    const page = await openPortalPage();
    takeEvents(page);
    await page.auth.signOut();
    expect(takeEvents(page)).toEqual([
      { type: 'registered', provider: 'auth' },
      { type: 'signed-out', cause: 'app' },
    ]);
    page.endpoint.answer = async () => null;
    page.auth.retry();
    await pass(0);
    await until(page.auth.getAuthToken());
    expect(takeEvents(page)).toEqual([{ type: 'signed-out', cause: 'session-ended' }]);
  });

  test.each(['chat', 'bot'] as const)('when a sign-in is needed for the %s and fails', async (reason) => {
    vi.stubGlobal('fetch', createBotTokenServiceDouble().fetch);
    const page = await openPortalPage({
      userId: null,
      botSso: { getToken: async () => null },
      onSignInNeeded: () => Promise.reject(new Error('no dialog')),
      simulator: { setting: null },
    });
    await until(page.simulator.startChat());
    takeEvents(page);
    if (reason === 'chat') await page.responseTo();
    else await until(page.simulator.sendSignInCard({ signInId: 'card-1', sasUrl: botTokenUrl('card-1') }));
    expect(takeEvents(page).filter(({ type }) => type.startsWith('sign-in'))).toEqual([
      { type: 'sign-in-needed', reason },
      { type: 'sign-in-failed', reason },
    ]);
  });

  test('when the widget is unavailable, and when it becomes ready later', async () => {
    const page = await openPortalPage({ ready: false, readyTimeout: 500 });
    await pass(500);
    page.simulator.ready();
    expect(takeEvents(page).slice(2)).toEqual([
      { type: 'widget-unavailable', code: 'widget-not-ready' },
      { type: 'registered', provider: 'auth' },
      { type: 'widget-ready', guessed: false },
    ]);
  });

  test('when the widget reports an error', async () => {
    const page = await openPortalPage();
    takeEvents(page);
    page.simulator.reportError(4);
    expect(takeEvents(page)).toEqual([{ type: 'widget-error', code: 'token-rejected' }]);
  });

  test('when the SDK refuses a registration', async () => {
    const page = await openPortalPage({ ready: false, botSso: { getToken: async () => null } });
    const refuse = () => {
      throw new Error('not now');
    };
    window.addEventListener('lcw:ready', () => Object.assign(sdk() ?? {}, { setBotAuthTokenProvider: refuse }), {
      once: true,
      capture: true,
    });
    await pass(0);
    takeEvents(page);
    page.simulator.ready();
    expect(takeEvents(page)).toContainEqual({ type: 'registration-failed', provider: 'bot' });
  });
});

describe('onEvent receives for a card', () => {
  async function openWithCards(answer: number, botSso = {}, latency = 50) {
    vi.stubGlobal('fetch', createBotTokenServiceDouble(answer, latency).fetch);
    const page = await openPortalPage({ botSso: { getToken: async () => 'bot-token', ...botSso } });
    await until(page.simulator.startChat());
    // By then the answers of other tabs have arrived.
    await pass(1000);
    takeEvents(page);
    const send = async (sasUrl = botTokenUrl('card-1')) => until(page.simulator.sendSignInCard({ signInId: 'card-1', sasUrl }));
    return { page, send };
  }

  test('its arrival, the outcome of its exchange, and the decision', async () => {
    const { page, send } = await openWithCards(200);
    await send();
    expect(takeEvents(page)).toEqual([
      { type: 'card-received', signInId: 'card-1' },
      { type: 'card-settled', signInId: 'card-1', outcome: 'posted' },
      { type: 'card-answered', signInId: 'card-1', show: false, outcome: 'posted', afterMs: 50 },
    ]);
    // The expiry of a used URL is not reported.
    await pass(2 * minute);
    expect(takeEvents(page).filter(({ type }) => type.startsWith('card-'))).toEqual([]);
    expect(page.state().botSso).toMatchObject({ status: 'signed-in', signInId: 'card-1' });
  });

  test('the time limit, and the later outcome of its exchange', async () => {
    const { page, send } = await openWithCards(200, { timeout: 1000 }, 3000);
    await send();
    await pass(2000);
    expect(takeEvents(page)).toEqual([
      { type: 'card-received', signInId: 'card-1' },
      { type: 'card-answered', signInId: 'card-1', show: true, outcome: 'timeout', afterMs: 1000 },
      { type: 'card-settled', signInId: 'card-1', outcome: 'posted' },
    ]);
  });

  test('the reason why its URL was refused', async () => {
    const { page, send } = await openWithCards(200);
    await send(botTokenUrl('card-1', { protocol: 'http' }));
    expect(takeEvents(page)).toEqual([
      { type: 'card-received', signInId: '' },
      { type: 'card-settled', signInId: '', outcome: 'failed', code: 'bot-url-insecure' },
      { type: 'card-answered', signInId: '', show: true, outcome: 'failed', afterMs: 0 },
    ]);
  });
});
