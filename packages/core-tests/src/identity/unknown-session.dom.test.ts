import { describe, expect, test, vi } from 'vitest';
import { ann, bob, claimsOf, generations, onFakeTime, openPortalPage, pass, until, untilSettled } from '../support/portal-page.fixture.js';

onFakeTime();

const signIn = () => vi.fn<() => void>();

describe.each(generations)('While the session is loading (userId undefined, %s)', (generation) => {
  test('the user is unknown, the token is pending, and nothing is fetched', async () => {
    const page = await openPortalPage({ generation, userId: undefined });
    await pass(4_000);
    expect(page.state()).toMatchObject({ userId: undefined, authToken: { status: 'pending' } });
    expect(page.auth.getOptions().userId).toBeUndefined();
    expect(page.endpoint.requests).toEqual([]);
    expect(page.receivedTokens).toEqual([]);
  });

  test('a user who is named later has a token and an authenticated chat', async () => {
    const page = await openPortalPage({ generation, userId: undefined });
    await pass(700);
    page.auth.setOptions({ userId: ann });
    await pass(0);
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });
});

describe('A request of the widget while the session is loading', () => {
  test('waits until the user is known, and then receives the token', async () => {
    const page = await openPortalPage({ userId: undefined });
    const request = page.requestToken();
    await pass(700);
    expect(request.answers).toEqual([]);
    page.auth.setOptions({ userId: ann });
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
  });

  test('receives null at the time limit', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: undefined, onSignInNeeded });
    const request = page.requestToken();
    await pass(8_999);
    expect(request.answers).toEqual([]);
    await pass(1);
    expect(request.answers).toEqual([{ token: null, at: request.requestedAt + 9_000 }]);
    expect(onSignInNeeded).not.toHaveBeenCalled();
  });

  test('calls onSignInNeeded when it turns out that no user is signed in', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: undefined, onSignInNeeded });
    const request = page.requestToken();
    await pass(700);
    expect(onSignInNeeded).not.toHaveBeenCalled();
    page.auth.setOptions({ userId: null });
    await pass(0);
    expect(onSignInNeeded).toHaveBeenCalledOnce();
    page.auth.setOptions({ userId: ann });
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
  });

  test('calls onSignInNeeded when the endpoint says that the session of the user has ended', async () => {
    const onSignInNeeded = signIn();
    const page = await openPortalPage({ userId: undefined, onSignInNeeded, endpoint: { answer: async () => null } });
    const request = page.requestToken();
    page.auth.setOptions({ userId: ann });
    await pass(0);
    expect(onSignInNeeded).toHaveBeenCalledOnce();
    page.endpoint.answer = null;
    page.auth.retry();
    expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
  });

  test('of the app waits too', async () => {
    const page = await openPortalPage({ userId: undefined });
    const token = page.auth.getAuthToken();
    await pass(700);
    page.auth.setOptions({ userId: ann });
    expect(claimsOf(await until(token)).sub).toBe(ann);
  });
});

describe.each(generations)('A session that becomes unknown (%s)', (generation) => {
  test('and returns with the same user within five seconds changes nothing', async () => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    const { authToken } = page.state();
    page.events.length = 0;
    page.auth.setOptions({ userId: undefined });
    expect(page.state()).toMatchObject({ userId: undefined, authToken: { status: 'pending' } });
    await pass(4_900);
    page.auth.setOptions({ userId: ann });
    await untilSettled();
    expect(page.state().authToken).toEqual(authToken);
    expect(page.endpoint.requests).toHaveLength(1);
    expect(page.simulator.conversations).toMatchObject([{ status: 'open', contactId: ann }]);
    expect(page.events.map(({ type }) => type)).not.toContain('signed-out');
  });

  test.each([
    ['for five seconds', 5_000, undefined],
    ['and then without a user', 1_000, null],
    ['and then with another user', 1_000, bob],
  ])('%s means that the user has left', async (_how, ms, next) => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    page.receivedTokens.length = 0;
    page.auth.setOptions({ userId: undefined });
    await pass(ms);
    page.auth.setOptions({ userId: next });
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ status: 'ended', contactId: ann }]);
    expect(page.receivedTokens.map(({ token }) => token && claimsOf(token).sub)).not.toContain(ann);
    expect(page.events).toContainEqual(expect.objectContaining({ type: next === bob ? 'user-changed' : 'signed-out' }));
  });

  test('gives the widget no token of the previous user during that time', async () => {
    const page = await openPortalPage();
    page.auth.setOptions({ userId: undefined });
    const request = page.requestToken();
    await pass(1_000);
    expect(request.answers).toEqual([]);
    page.auth.setOptions({ userId: null });
    expect(await page.responseTo(request)).toBeNull();
  });

  test('ends a request of the previous user with null when another user signs in', async () => {
    const page = await openPortalPage();
    page.auth.setOptions({ userId: undefined });
    const request = page.requestToken();
    page.auth.setOptions({ userId: bob });
    expect(await page.responseTo(request)).toBeNull();
  });
});

describe('A reload in the middle of a v2 chat, with a session that loads for 700 ms', () => {
  test('keeps the chat', async () => {
    const first = await openPortalPage({ simulator: { remember: 'tabs' } });
    await until(first.simulator.startChat());
    first.disconnect();
    await pass(0);
    first.uninstall();

    const second = await openPortalPage({ userId: undefined, simulator: { remember: 'tabs', omnichannel: first.simulator.omnichannel } });
    await pass(700);
    second.auth.setOptions({ userId: ann });
    await pass(5_000);
    expect(second.state()).toMatchObject({ chat: { status: 'open', authentication: 'authenticated' }, authToken: { status: 'valid' } });
    expect(first.simulator.conversations).toMatchObject([{ status: 'open', contactId: ann }]);
    await until(second.simulator.perform('transcript'));
    second.auth.closeChat();
    await untilSettled();
  });
});
