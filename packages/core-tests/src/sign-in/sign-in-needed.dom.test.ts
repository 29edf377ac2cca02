import { describe, expect, test, vi } from 'vitest';
import type { SignInRequest } from '@lcw-auth/core';
import { ann, bob, claimsOf, issuer, onFakeTime, openPortalPage, pass, until, untilSettled } from '../support/portal-page.fixture.js';

onFakeTime();

const signIn = () => vi.fn<(request: SignInRequest) => void | Promise<void>>();

describe('Rule 3: an ask while nobody is signed in calls onSignInNeeded', () => {
  test('and goes on with the token of whoever signs in, by a dialog that keeps the page', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    const chat = page.simulator.startChat();
    await untilSettled();
    await pass(3000);
    expect(onSignInNeeded).toHaveBeenCalledExactlyOnceWith({ reason: 'chat', signal: expect.any(AbortSignal) as AbortSignal });
    page.auth.setOptions({ userId: ann });
    expect(await until(chat)).toMatchObject({ authenticated: true, contactId: ann });
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'sign-in-needed', reason: 'chat' }));
  });

  test('once, however many asks wait for it', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    const requests = [page.requestToken(), page.requestToken()];
    await pass(1000);
    page.auth.setOptions({ userId: ann });
    await pass(0);
    expect(onSignInNeeded).toHaveBeenCalledOnce();
    for (const { answers } of requests) expect(claimsOf(answers[0]?.token).sub).toBe(ann);
  });

  test('and is answered with null at the limit: the person may still be signing in', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    const request = page.requestToken();
    await pass(9000);
    expect(request.answers).toEqual([{ token: null, at: request.requestedAt + 9000 }]);
    expect(onSignInNeeded.mock.calls[0]?.[0].signal.aborted).toBe(false);
    page.auth.setOptions({ userId: ann });
    await pass(0);
    await page.auth.startChat();
    await until(page.simulator.startChat());
    expect(page.simulator.conversations).toMatchObject([{ contactId: ann }]);
  });

  test.each([
    ['a dialog that the person closed', signIn()],
    ['a promise', signIn().mockResolvedValue()],
  ])('and again for the next ask after that: %s', async (_how, onSignInNeeded) => {
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    await page.responseTo();
    await pass(5000);
    await page.responseTo();
    expect(onSignInNeeded).toHaveBeenCalledTimes(2);
  });

  test('and is answered with null a second after the app has said that nobody comes', async () => {
    const page = await openPortalPage({ userId: null, onSignInNeeded: async () => {} });
    const request = page.requestToken();
    await pass(999);
    expect(request.answers).toEqual([]);
    await pass(1);
    expect(request.answers).toMatchObject([{ token: null }]);
  });

  test.each([
    ['throws', () => expect.fail('no dialog')],
    ['rejects', () => Promise.reject(new Error('no dialog'))],
  ])('and is answered with null at once when it %s', async (_how, onSignInNeeded) => {
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    const request = page.requestToken();
    await pass(0);
    expect(request.answers).toMatchObject([{ token: null }]);
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'sign-in-failed', reason: 'chat' }));
  });

  test('aborts its signal when the client disconnects', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    const request = page.requestToken();
    await pass(0);
    page.disconnect();
    await pass(0);
    expect(onSignInNeeded.mock.calls[0]?.[0].signal.aborted).toBe(true);
    expect(request.answers).toMatchObject([{ token: null }]);
  });

  test('may sign somebody in at once', async () => {
    const page = await openPortalPage({ userId: null });
    page.auth.setOptions({ onSignInNeeded: () => page.auth.setOptions({ userId: ann }) });
    expect(claimsOf(await page.responseTo()).sub).toBe(ann);
    page.auth.setOptions({ userId: null });
    expect(claimsOf(await page.responseTo()).sub).toBe(ann);
  });

  test('is also called where the endpoint says 401 though the portal knows a user', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ onSignInNeeded, endpoint: { answer: async () => null } });
    const request = page.requestToken();
    await pass(1000);
    expect(onSignInNeeded).toHaveBeenCalledOnce();
    page.endpoint.answer = null;
    page.auth.retry();
    await pass(0);
    expect(claimsOf(request.answers[0]?.token).sub).toBe(ann);
  });

  test('and the endpoint is asked once more for the widget after that', async () => {
    const page = await openPortalPage({ onSignInNeeded: async () => {}, endpoint: { answer: async () => null } });
    page.endpoint.requests.length = 0;
    const request = page.requestToken();
    await pass(500);
    page.endpoint.answer = null;
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
    expect(page.endpoint.requests.map(({ reason }) => reason)).toEqual(['widget', 'widget']);
  });

  test('is not called once whoever asked has left, or the client has gone', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ onSignInNeeded, endpoint: { delay: 1000 } });
    page.requestToken();
    page.auth.setOptions({ userId: null });
    await pass(2000);
    page.endpoint.answer = async () => null;
    page.auth.setOptions({ userId: bob });
    await pass(2000);
    page.requestToken();
    page.disconnect();
    await pass(2000);
    expect(onSignInNeeded).not.toHaveBeenCalled();
  });

  test('and what it says after somebody has signed in is no failure', async () => {
    let fail: (error: Error) => void = () => {};
    const page = await openPortalPage({ userId: null, onSignInNeeded: () => new Promise((_resolve, reject) => (fail = reject)) });
    const request = page.requestToken();
    await pass(100);
    page.auth.setOptions({ userId: ann });
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
    fail(new Error('the dialog is closed'));
    await pass(100);
    expect(page.events.map(({ type }) => type)).not.toContain('sign-in-failed');
  });

  test('is not called where the endpoint fails: signing in would not help', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ onSignInNeeded, endpoint: { answer: async () => 'no JWT' } });
    expect(await page.responseTo()).toBeNull();
    expect(onSignInNeeded).not.toHaveBeenCalled();
  });

  test('never hands the token of B to an ask of A', async () => {
    const page = await openPortalPage({ onSignInNeeded: signIn(), endpoint: { answer: async () => null } });
    const request = page.requestToken();
    await pass(1000);
    page.endpoint.answer = null;
    page.auth.setOptions({ userId: bob });
    await pass(0);
    expect(request.answers).toMatchObject([{ token: null }]);
    expect(page.state().authToken).toMatchObject({ status: 'valid', claims: { sub: bob } });
  });
});

describe('signInOptional: a chat without a token goes on anonymously', () => {
  test('without any error', async () => {
    const page = await openPortalPage({
      userId: null,
      signInOptional: true,
      simulator: { setting: issuer.setting(), signInOptional: true },
    });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: false });
    page.simulator.reportError(3);
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'no-user' });
  });

  test.each([
    ['nothing for nobody', null, true, 3, []],
    ['all else', null, true, 1, ['context-provider-failed']],
    ['it of somebody', ann, true, 3, ['token-not-provided']],
    ['it where sign-in is required', null, false, 3, ['token-not-provided']],
  ])('and of a widget that raises "no token" all the same the app hears %s', async (_what, userId, signInOptional, code, heard) => {
    const page = await openPortalPage({ userId, signInOptional });
    page.simulator.reportError(code as 1 | 3);
    expect(page.events.flatMap((event) => (event.type === 'widget-error' ? [event.code] : []))).toEqual(heard);
  });

  test('and a signed-in customer is authenticated all the same', async () => {
    const page = await openPortalPage({ signInOptional: true, simulator: { setting: issuer.setting(), signInOptional: true } });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });
});
