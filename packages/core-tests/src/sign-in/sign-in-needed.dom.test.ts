import { describe, expect, test, vi } from 'vitest';
import type { SignInRequest } from '@lcw-auth/core';
import { ann, bob, claimsOf, issuer, onFakeTime, openPortalPage, pass, until, untilSettled } from '../support/portal-page.fixture.js';

onFakeTime();

const signIn = () => vi.fn<(request: SignInRequest) => void | Promise<void>>();

describe('A token request while no user is signed in calls onSignInNeeded', () => {
  test('and receives the token of the user who signs in with a dialog on the page', async () => {
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

  test('once for several requests', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    const requests = [page.requestToken(), page.requestToken()];
    await pass(1000);
    page.auth.setOptions({ userId: ann });
    await pass(0);
    expect(onSignInNeeded).toHaveBeenCalledOnce();
    for (const { answers } of requests) expect(claimsOf(answers[0]?.token).sub).toBe(ann);
  });

  test('and receives null at the time limit, while the user may still be signing in', async () => {
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
    ['a dialog that the user closed', signIn()],
    ['a promise', signIn().mockResolvedValue()],
  ])('and again for the next request after that: %s', async (_how, onSignInNeeded) => {
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    await page.responseTo();
    await pass(5000);
    await page.responseTo();
    expect(onSignInNeeded).toHaveBeenCalledTimes(2);
  });

  test('and receives null a second after its promise resolved without a sign-in', async () => {
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
  ])('and receives null immediately when it %s', async (_how, onSignInNeeded) => {
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    const request = page.requestToken();
    await pass(0);
    expect(request.answers).toMatchObject([{ token: null }]);
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'sign-in-failed', reason: 'chat' }));
  });

  test('and aborts its signal when the client disconnects', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: null, onSignInNeeded });
    const request = page.requestToken();
    await pass(0);
    page.disconnect();
    await pass(0);
    expect(onSignInNeeded.mock.calls[0]?.[0].signal.aborted).toBe(true);
    expect(request.answers).toMatchObject([{ token: null }]);
  });

  test('which may sign a user in synchronously', async () => {
    const page = await openPortalPage({ userId: null });
    page.auth.setOptions({ onSignInNeeded: () => page.auth.setOptions({ userId: ann }) });
    expect(claimsOf(await page.responseTo()).sub).toBe(ann);
    page.auth.setOptions({ userId: null });
    expect(claimsOf(await page.responseTo()).sub).toBe(ann);
  });

  test('also when the endpoint says 401 although the app names a user', async () => {
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

  test('and requests a token once more after that', async () => {
    const page = await openPortalPage({ onSignInNeeded: async () => {}, endpoint: { answer: async () => null } });
    page.endpoint.requests.length = 0;
    const request = page.requestToken();
    await pass(500);
    page.endpoint.answer = null;
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
    expect(page.endpoint.requests.map(({ reason }) => reason)).toEqual(['widget', 'widget']);
  });

  test('but not after the user has left or the client has disconnected', async () => {
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

  test('and a rejection after a user has signed in is not reported', async () => {
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

  test('but not when the endpoint fails, because a sign-in would not help', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ onSignInNeeded, endpoint: { answer: async () => 'no JWT' } });
    expect(await page.responseTo()).toBeNull();
    expect(onSignInNeeded).not.toHaveBeenCalled();
  });

  test('and a request of A never receives the token of B', async () => {
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

describe('With signInOptional a chat without a token is anonymous', () => {
  test('and no error is reported', async () => {
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
    ['nothing, without a user', null, true, 3, []],
    ['other errors', null, true, 1, ['context-provider-failed']],
    ['the error, with a user', ann, true, 3, ['token-not-provided']],
    ['the error, when sign-in is required', null, false, 3, ['token-not-provided']],
  ])('and when the widget still reports an error, the app receives %s', async (_what, userId, signInOptional, code, codes) => {
    const page = await openPortalPage({ userId, signInOptional });
    page.simulator.reportError(code as 1 | 3);
    expect(page.events.flatMap((event) => (event.type === 'widget-error' ? [event.code] : []))).toEqual(codes);
  });

  test('and the chat of a signed-in user is authenticated', async () => {
    const page = await openPortalPage({ signInOptional: true, simulator: { setting: issuer.setting(), signInOptional: true } });
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });
});
