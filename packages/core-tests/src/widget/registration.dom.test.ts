import { describe, expect, test } from 'vitest';
import { ann, claimsOf, generations, minute, onFakeTime, openPortalPage, pass, sdk, until } from '../support/portal-page.fixture.js';

onFakeTime();

describe.each(generations)('The auth provider, with the widget %s', (generation) => {
  test('authenticates the chat of a signed-in user', async () => {
    const page = await openPortalPage({ generation });
    const conversation = await until(page.simulator.startChat());
    expect(conversation).toMatchObject({ authenticated: true, contactId: ann });
  });

  test('is registered inside the ready event', async () => {
    const page = await openPortalPage({ generation, ready: false });
    await pass(0);
    page.simulator.ready();
    expect(sdk()?.getAuthTokenProvider?.()).toBeTypeOf('function');
    expect(page.registrations()).toBe(1);
  });

  test('responds in the same tick when a valid token is held', async () => {
    const page = await openPortalPage({ generation });
    const { answers } = page.requestToken();
    expect(claimsOf(answers[0]?.token).sub).toBe(ann);
  });

  test('responds with the new token after a renewal', async () => {
    const page = await openPortalPage({ generation });
    const first = page.requestToken().answers[0]?.token;
    await pass(14 * minute);
    const second = page.requestToken().answers[0]?.token;
    expect(claimsOf(second).exp).toBe(claimsOf(first).exp + 14 * 60);
  });
});

describe('v1 reads the token right after the call of the provider', () => {
  test('so the provider is registered only when a token is held', async () => {
    const page = await openPortalPage({ generation: 'v1', endpoint: { delay: 2000 } });
    expect(page.registrations()).toBe(0);
    await pass(1999);
    expect(page.registrations()).toBe(0);
    await pass(1);
    expect(page.registrations()).toBe(1);
    expect(claimsOf(page.receivedTokens[0]?.token).sub).toBe(ann);
  });

  test('so the provider is registered again at each renewal', async () => {
    const page = await openPortalPage({ generation: 'v1' });
    await pass(3 * 14 * minute);
    expect(page.registrations()).toBe(4);
    expect(page.receivedTokens.map(({ token }) => claimsOf(token).iat)).toEqual(page.endpoint.requests.map(({ at }) => at / 1000));
  });

  test('so the captured value is never undefined', async () => {
    const page = await openPortalPage({ generation: 'v1', endpoint: { answer: async () => null } });
    await pass(minute);
    page.endpoint.answer = null;
    page.auth.retry();
    await pass(minute);
    expect(page.receivedTokens.map(({ token }) => typeof token)).toEqual(['string']);
  });

  test('so the captured token is overwritten with null when it expires', async () => {
    const page = await openPortalPage({ generation: 'v1' });
    page.endpoint.answer = () => Promise.reject(new Error('down'));
    await pass(15 * minute - 1);
    expect(page.receivedTokens.at(-1)?.token).toBeTypeOf('string');
    await pass(1);
    expect(page.receivedTokens.at(-1)?.token).toBeNull();
    expect(sdk()?.getAuthTokenProvider?.()).toBeNull();
  });

  test('so the captured token is overwritten with null when the session ends', async () => {
    const page = await openPortalPage({ generation: 'v1' });
    page.endpoint.answer = async () => null;
    await pass(14 * minute);
    expect(page.receivedTokens.at(-1)?.token).toBeNull();
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'session-ended' });
  });

  test('so the captured token is overwritten with null when the client disconnects', async () => {
    const page = await openPortalPage({ generation: 'v1' });
    page.disconnect();
    await pass(0);
    expect(page.receivedTokens.at(-1)?.token).toBeNull();
    expect(sdk()?.getAuthTokenProvider?.()).toBeNull();
  });

  test('and nothing is captured while no token was held', async () => {
    const page = await openPortalPage({ generation: 'v1', userId: null });
    page.disconnect();
    await pass(0);
    expect(page.receivedTokens).toEqual([]);
  });
});

describe('v2 requests a token whenever it needs one', () => {
  test('so the provider is registered inside lcw:ready, also without a token, and only once', async () => {
    const page = await openPortalPage({ endpoint: { delay: 2000 } });
    expect(page.registrations()).toBe(1);
    await pass(3 * 14 * minute);
    expect(page.registrations()).toBe(1);
  });

  test('and a request without a held token fetches one', async () => {
    const page = await openPortalPage({ endpoint: { delay: 3000 } });
    const request = page.requestToken();
    expect(request.answers).toEqual([]);
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
    expect(page.endpoint.requests).toHaveLength(1);
  });

  test('and a chat continues after the expiry of its token', async () => {
    const page = await openPortalPage();
    await until(page.simulator.startChat());
    await pass(40 * minute);
    await until(page.simulator.perform('transcript'));
    expect(page.simulator.conversations).toHaveLength(1);
    expect(page.events.filter(({ type }) => type === 'widget-error')).toEqual([]);
  });

  test('and a setAuthTokenProvider that throws is reported', async () => {
    const page = await openPortalPage({ ready: false });
    await pass(0);
    window.addEventListener(
      'lcw:ready',
      () => {
        const widget = sdk();
        if (!widget) return;
        widget.setAuthTokenProvider = () => {
          throw new Error('the widget is broken');
        };
      },
      { once: true, capture: true },
    );
    page.simulator.ready();
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'registration-failed', provider: 'auth' }));
    expect(page.state().widget.status).toBe('ready');
  });
});

describe.each(generations)('Every request receives one response within the time limit, with the widget %s', (generation) => {
  test('null when the endpoint never responds', async () => {
    const page = await openPortalPage({ generation });
    page.endpoint.answer = () => new Promise(() => {});
    const provider = sdk()?.getAuthTokenProvider?.();
    await pass(15 * minute);
    const answers: number[] = [];
    const requestedAt = Date.now();
    void provider?.(() => answers.push(Date.now() - requestedAt));
    await pass(20_000);
    expect(answers).toEqual([9000]);
  });
});

describe('A request without a held token', () => {
  test.each([
    ['the endpoint fails', () => Promise.reject(new Error('down'))],
    ['the endpoint never responds', () => new Promise(() => {})],
  ])('receives null after tokenTimeout when %s', async (_why, answer) => {
    const page = await openPortalPage({ endpoint: { answer }, tokenTimeout: 4000 });
    const request = page.requestToken();
    await pass(3999);
    expect(request.answers).toEqual([]);
    await pass(1);
    expect(request.answers).toEqual([{ token: null, at: request.requestedAt + 4000 }]);
  });

  test('receives null immediately when a retry cannot succeed', async () => {
    const page = await openPortalPage({ endpoint: { answer: async () => 'no JWT', delay: 500 } });
    const request = page.requestToken();
    await pass(500);
    expect(request.answers).toEqual([{ token: null, at: request.requestedAt + 500 }]);
  });

  test('receives the token of a retry within the time limit', async () => {
    const page = await openPortalPage({ endpoint: { answer: () => Promise.reject(new Error('down')) } });
    const request = page.requestToken();
    await pass(1500);
    page.endpoint.answer = null;
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
  });

  test('receives null immediately when the client disconnects', async () => {
    const page = await openPortalPage({ endpoint: { delay: 5000 } });
    const request = page.requestToken();
    page.disconnect();
    await pass(0);
    expect(request.answers).toEqual([{ token: null, at: request.requestedAt }]);
  });

  test('receives null immediately when no user is signed in', async () => {
    const page = await openPortalPage({ userId: null });
    const request = page.requestToken();
    await pass(0);
    expect(request.answers).toEqual([{ token: null, at: request.requestedAt }]);
    expect(page.endpoint.requests).toEqual([]);
  });

  test('receives a response when onEvent throws', async () => {
    const page = await openPortalPage({ endpoint: { delay: 10 } });
    page.auth.setOptions({
      onEvent() {
        throw new Error('telemetry is down');
      },
    });
    const request = page.requestToken();
    await expect(pass(10)).rejects.toThrow('telemetry is down');
    await pass(10).catch(() => undefined);
    expect(request.answers).toHaveLength(1);
  });

  test('does no harm when the callback of the widget throws', async () => {
    await openPortalPage();
    const provider = sdk()?.getAuthTokenProvider?.();
    expect(() =>
      provider?.(() => {
        throw new Error('the widget is broken');
      }),
    ).not.toThrow();
  });
});
