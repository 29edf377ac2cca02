import { describe, expect, test, vi } from 'vitest';
import { fetchAuthToken } from '@lcw-auth/core';
import { ann, claimsOf, issuer, minute, onFakeTime, openPortalPage, pass, signFor, until } from '../support/portal-page.fixture.js';

onFakeTime();

const nested = () => issuer.sign({ sub: ann, lwicontexts: '{"Tier":{"value":"gold","isDisplayable":true}}' });

describe('A token with a context of objects', () => {
  test('is rejected by an Omnichannel that is as strict as the documents, and the error names the likely cause', async () => {
    const page = await openPortalPage({ endpoint: { answer: nested } });
    await expect(until(page.simulator.startChat())).rejects.toMatchObject({ errorCode: 4 });
    expect(page.state().authToken).toMatchObject({
      status: 'valid',
      error: {
        code: 'token-rejected',
        warnings: [{ code: 'context-value' }],
        message: expect.stringContaining('Likely cause: The context variable "Tier" is an object.') as string,
      },
    });
    expect(page.state().chat).not.toMatchObject({ authentication: 'authenticated' });
  });

  test('is accepted by an Omnichannel that is as lenient as real portals need', async () => {
    const page = await openPortalPage({ endpoint: { answer: nested }, simulator: { validation: 'lenient' } });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann, context: { Tier: 'gold' } });
  });
});

describe('The subject of a token', () => {
  test('may change its letter case between two tokens when it is a GUID', async () => {
    const page = await openPortalPage();
    page.endpoint.answer = () => signFor(ann.toUpperCase());
    await pass(14 * minute);
    expect(page.state().authToken).toMatchObject({ status: 'valid', claims: { sub: ann.toUpperCase() } });
  });

  test('may not change its letter case when it is not a GUID', async () => {
    const page = await openPortalPage({ endpoint: { answer: () => signFor('Customer-1') } });
    page.endpoint.answer = () => signFor('customer-1');
    await pass(14 * minute);
    expect(page.state().authToken).toMatchObject({ status: 'error', error: { code: 'token-subject-changed' } });
  });
});

describe('A session that has ended, as the endpoint of fetchAuthToken tells', () => {
  test.each([
    ['status 401', () => new Response('', { status: 401 })],
    ['status 204', () => new Response(null, { status: 204 })],
    ['an empty body', () => new Response('')],
    ['null', () => new Response('null')],
    [
      'a redirect that ended at a web page',
      () =>
        Object.defineProperty(new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }), 'redirected', { value: true }),
    ],
  ])('by %s asks for a sign-in when the widget next requests a token', async (_how, respond) => {
    vi.stubGlobal('fetch', async () => respond());
    const onSignInNeeded = vi.fn<() => void>();
    const page = await openPortalPage({ getAuthToken: fetchAuthToken('/auth/token'), onSignInNeeded });
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'session-ended' });
    expect(onSignInNeeded).not.toHaveBeenCalled();
    const request = page.requestToken();
    await pass(100);
    expect(onSignInNeeded).toHaveBeenCalledOnce();
    vi.stubGlobal('fetch', async () => new Response(await signFor(ann)));
    page.auth.retry();
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
    vi.unstubAllGlobals();
  });
});
