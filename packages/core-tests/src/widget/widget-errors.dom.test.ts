import { describe, expect, test } from 'vitest';
import { ann, generations, issuer, onFakeTime, openPortalPage, pass, until } from '../support/portal-page.fixture.js';
import type { WidgetErrorCode } from '@lcw-auth/core';

onFakeTime();

const raise = (detail: unknown) => window.dispatchEvent(new CustomEvent('lcw:error', { detail }));

const codes: [WidgetErrorCode, string][] = [
  [1, 'context-provider-failed'],
  [2, 'token-provider-failed'],
  [3, 'token-not-provided'],
  [4, 'token-rejected'],
  [8, 'client-function-missing'],
];

describe.each(generations)('Errors of the widget %s', (generation) => {
  test.each(codes)('code %i becomes %s, and the held token stays', async (widgetErrorCode, code) => {
    const page = await openPortalPage({ generation });
    page.simulator.reportError(widgetErrorCode);
    expect(page.state().authToken).toMatchObject({ status: 'valid', error: { code, widgetErrorCode } });
    expect(page.events).toContainEqual({ type: 'widget-error', code, at: Date.now() });
  });

  test('are removed when a chat starts', async () => {
    const page = await openPortalPage({ generation });
    page.simulator.reportError(4);
    await until(page.simulator.startChat());
    expect(page.state().authToken).toMatchObject({ status: 'valid', error: null });
  });

  test('a token that Omnichannel rejects is reported, and the message names the public key', async () => {
    const foreign = await issuer.sign({ sub: ann }, { signedWith: 'foreign' });
    const page = await openPortalPage({ generation, endpoint: { answer: async () => foreign } });
    await expect(until(page.simulator.startChat())).rejects.toMatchObject({ errorCode: 4 });
    const { authToken } = page.state();
    expect(authToken).toMatchObject({ status: 'valid', error: { code: 'token-rejected' } });
    const error = authToken.status === 'valid' && authToken.error;
    expect(error).toMatchObject({ message: expect.stringMatching(/^Omnichannel rejected .*public key/) as string, widgetErrorCode: 4 });
    expect(error && error.docsUrl).toMatch(/^https:\/\/github\.com\/.*\/packages\/core\/ERRORS\.md#token-rejected$/);
  });

  test('name a missing client function', async () => {
    const setting = issuer.setting({ javascriptClientFunction: 'auth.missing' });
    const page = await openPortalPage({ generation, userId: null, simulator: { setting } });
    await expect(until(page.simulator.startChat())).rejects.toMatchObject({ name: 'ChatError' });
    expect(page.events).toContainEqual(
      expect.objectContaining({ type: 'widget-error', code: generation === 'v1' ? 'client-function-missing' : 'token-not-provided' }),
    );
  });
});

describe('A raw Error of v1 on the route of the client function', () => {
  test('means that the function is missing when the app names none', async () => {
    const page = await openPortalPage({ generation: 'v1', clientFunction: false });
    raise(new TypeError('authFunc is not a function'));
    expect(page.events.at(-1)).toMatchObject({ type: 'widget-error', code: 'client-function-missing' });
  });

  test('means that the function failed when the app names it', async () => {
    const page = await openPortalPage({ generation: 'v1', clientFunction: 'auth.getToken' });
    raise(new Error('a text that may quote a token'));
    expect(page.events.at(-1)).toMatchObject({ type: 'widget-error', code: 'token-provider-failed' });
    expect(JSON.stringify(page.state())).not.toContain('quote');
  });
});

describe('Forged and malformed events do no harm', () => {
  test.each([
    null,
    undefined,
    1,
    'text',
    {},
    [],
    { errorCode: null },
    { errorCode: '3' },
    { errorCode: NaN },
    { errorCode: { valueOf: 3 } },
  ])('lcw:error with %j is an unknown error', async (detail) => {
    const page = await openPortalPage();
    raise(detail);
    expect(page.events.at(-1)).toMatchObject({ type: 'widget-error', code: 'widget-error' });
    expect(await page.auth.getAuthToken()).not.toBeNull();
  });

  test.each([
    'lcw:startChat',
    'lcw:closeChat',
    'lcw:onClose',
    'lcw:chatRetrieved',
    'lcw:threadUpdate',
    'lcw:signInCardReceived',
    'lcw:ready',
  ])('%s at any time with any detail', async (type) => {
    const page = await openPortalPage();
    for (const detail of [null, 'text', { sasUrl: 'https://evil.example', state: 1 }])
      window.dispatchEvent(new CustomEvent(type, { detail }));
    window.dispatchEvent(new Event(type));
    await pass(0);
    expect(page.state()).toMatchObject({ widget: { status: 'ready' }, authToken: { status: 'valid', error: null } });
    expect(page.endpoint.requests).toHaveLength(1);
  });
});

describe('The error of the endpoint has priority over that of the widget', () => {
  test('error 3 does not hide why no token arrived', async () => {
    const page = await openPortalPage({ endpoint: { answer: async () => 'no JWT' } });
    await expect(until(page.simulator.startChat())).rejects.toMatchObject({ errorCode: 3 });
    expect(page.state().authToken).toMatchObject({ status: 'error', error: { code: 'token-malformed' } });
  });

  test('error 3 does not hide that the session has ended', async () => {
    const page = await openPortalPage({ endpoint: { answer: async () => null } });
    await expect(until(page.simulator.startChat())).rejects.toMatchObject({ errorCode: 3 });
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'session-ended' });
  });
});
