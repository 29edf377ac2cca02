import { describe, expect, test } from 'vitest';
import {
  ann,
  bob,
  claimsOf,
  generations,
  minute,
  onFakeTime,
  openPortalPage,
  pass,
  sdk,
  signFor,
  until,
  untilSettled,
} from '../support/portal-page.fixture.js';

onFakeTime();

const subjects = (received: readonly { token: unknown }[]) => received.map(({ token }) => (token === null ? null : claimsOf(token).sub));

describe.each(generations)('A change of user, with the widget %s', (generation) => {
  test('from A to B: the widget receives the token of B and never again that of A', async () => {
    const page = await openPortalPage({ generation });
    page.auth.setOptions({ userId: bob });
    page.receivedTokens.length = 0;
    await pass(30 * minute);
    page.requestToken();
    expect(new Set(subjects(page.receivedTokens))).toEqual(new Set([bob]));
    expect(page.auth.getOptions()).toMatchObject({ userId: bob });
    expect(page.state()).toMatchObject({ userId: bob, authToken: { status: 'valid', claims: { sub: bob } } });
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'user-changed' }));
    expect(await until(page.simulator.startChat())).toMatchObject({ authenticated: true, contactId: bob });
  });

  test('from A to B: no method of the widget receives the token of A during the change', async () => {
    const page = await openPortalPage({ generation });
    page.receivedTokens.length = 0;
    page.auth.setOptions({ userId: bob });
    expect(subjects(page.receivedTokens)).not.toContain(ann);
  });

  test('from A to B: the state is pending until the token of B arrives', async () => {
    const page = await openPortalPage({ generation });
    page.auth.setOptions({ userId: bob });
    expect(page.state().authToken).toEqual({ status: 'pending' });
  });

  test('while the client is disconnected: nothing is fetched before it connects again', async () => {
    const page = await openPortalPage({ generation });
    page.disconnect();
    await pass(0);
    page.auth.setOptions({ userId: bob });
    await pass(minute);
    expect(page.endpoint.requests.map(({ userId }) => userId)).toEqual([ann]);
  });

  test('from A to no user: the widget holds no token in the same tick', async () => {
    const page = await openPortalPage({ generation });
    page.auth.setOptions({ userId: null });
    expect(page.state()).toMatchObject({ userId: null, authToken: { status: 'signed-out', cause: 'no-user' } });
    expect(page.simulator.log.findLast(({ type }) => type.startsWith('auth-token-'))?.type).toBe(
      generation === 'v1' ? 'auth-token-missing' : undefined,
    );
    await expect(until(page.simulator.startChat())).rejects.toMatchObject({ errorCode: 3 });
  });

  test('from no user to A: the token is fetched and registered', async () => {
    const page = await openPortalPage({ generation, userId: null });
    page.auth.setOptions({ userId: ann });
    await pass(0);
    expect(await until(page.simulator.startChat())).toMatchObject({ contactId: ann });
  });

  test('from A to B to A: two late responses are dropped', async () => {
    const page = await openPortalPage({ generation, endpoint: { delay: 1000 } });
    const [first] = page.endpoint.requests;
    page.auth.setOptions({ userId: bob });
    page.auth.setOptions({ userId: ann });
    expect(page.endpoint.requests.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
    await pass(1000);
    expect(first?.settled).toBe(true);
    expect(page.events.filter(({ type }) => type === 'token-fetched')).toHaveLength(1);
    expect(page.state().authToken).toMatchObject({ status: 'valid', claims: { sub: ann } });
  });

  test('during a request that ignores its signal: the late token of A never reaches the widget', async () => {
    const late: ((token: string) => void)[] = [];
    const page = await openPortalPage({ generation, endpoint: { answer: () => new Promise((resolve) => late.push(resolve)) } });
    const token = await signFor(ann);
    page.endpoint.answer = null;
    page.auth.setOptions({ userId: bob });
    await pass(0);
    for (const answer of late) answer(token);
    await pass(minute);
    expect(subjects(page.receivedTokens).filter((subject) => subject === ann)).toEqual([]);
    expect(page.state().authToken).toMatchObject({ claims: { sub: bob } });
  });

  test('by signOut during a request: the late token of A never reaches the widget', async () => {
    const page = await openPortalPage({ generation, endpoint: { delay: 1000 } });
    await page.auth.signOut();
    await pass(minute);
    expect(subjects(page.receivedTokens).filter(Boolean)).toEqual([]);
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'signed-out' });
  });

  test('closes the open chat of A with the token of A', async () => {
    const page = await openPortalPage({ generation });
    await until(page.simulator.startChat());
    page.auth.setOptions({ userId: bob });
    await untilSettled();
    expect(page.simulator.getState().chat.status).not.toBe('open');
    expect(page.simulator.conversations).toMatchObject([{ contactId: ann, status: 'ended' }]);
    expect(await until(page.simulator.startChat())).toMatchObject({ contactId: bob });
  });

  test("keeps the open chat of A when userChangePolicy is 'keep-chat'", async () => {
    const page = await openPortalPage({ generation, userChangePolicy: 'keep-chat' });
    await until(page.simulator.startChat());
    page.auth.setOptions({ userId: null });
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ contactId: ann, status: 'open' }]);
  });
});

describe('The copy of a token that v2 holds', () => {
  test('stays in a kept chat until it expires, and then the chat requests a new one', async () => {
    const page = await openPortalPage({ userChangePolicy: 'keep-chat' });
    await until(page.simulator.startChat());
    page.auth.setOptions({ userId: null });
    await expect(until(page.simulator.perform('transcript'))).resolves.toBeUndefined();
    await pass(901_000);
    await expect(until(page.simulator.perform('transcript'))).rejects.toMatchObject({ errorCode: 3 });
    page.auth.setOptions({ userId: bob });
    await expect(until(page.simulator.perform('transcript'))).rejects.toMatchObject({ errorCode: 4 });
  });
});

describe('A request during a change of user', () => {
  test('receives null when it came from A and B signs in', async () => {
    const page = await openPortalPage({ endpoint: { delay: 1000 } });
    const request = page.requestToken();
    page.auth.setOptions({ userId: bob });
    await pass(0);
    expect(request.answers).toMatchObject([{ token: null }]);
  });

  test('receives null when the app made it', async () => {
    const page = await openPortalPage({ endpoint: { delay: 1000 } });
    const token = page.auth.getAuthToken();
    page.auth.setOptions({ userId: bob });
    expect(await token).toBeNull();
  });

  test('receives the token of the current user from a provider that another script kept', async () => {
    const page = await openPortalPage();
    const kept = sdk()?.getAuthTokenProvider?.();
    page.auth.setOptions({ userId: bob });
    await pass(0);
    const answers: unknown[] = [];
    void kept?.((token) => answers.push(token));
    expect(claimsOf(answers[0]).sub).toBe(bob);
  });

  test('receives null from such a provider after the client disconnected', async () => {
    const page = await openPortalPage();
    const kept = sdk()?.getAuthTokenProvider?.();
    page.disconnect();
    await pass(0);
    const answers: unknown[] = [];
    void kept?.((token) => answers.push(token));
    expect(answers).toEqual([null]);
  });
});

describe('signOut', () => {
  test('stays signed out until retry', async () => {
    const page = await openPortalPage();
    await page.auth.signOut();
    await pass(30 * minute);
    expect(page.endpoint.requests).toHaveLength(1);
    expect(await page.auth.getAuthToken()).toBeNull();
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'signed-out', cause: 'app' }));
    page.auth.retry();
    await pass(0);
    expect(page.state().authToken).toMatchObject({ status: 'valid', claims: { sub: ann } });
  });

  test('was not called, so retry keeps the user and the token', async () => {
    const page = await openPortalPage();
    const { authToken } = page.state();
    page.auth.retry();
    expect(page.state().authToken).toEqual(authToken);
    await pass(0);
    expect(page.endpoint.requests).toHaveLength(1);
  });

  test('stays signed out when retry looks for an unavailable widget', async () => {
    const page = await openPortalPage({ ready: false, readyTimeout: 1000 });
    await page.auth.signOut();
    await pass(1000);
    expect(page.state().widget.status).toBe('unavailable');
    page.auth.retry();
    expect(page.state()).toMatchObject({ widget: { status: 'waiting' }, authToken: { status: 'signed-out', cause: 'signed-out' } });
    page.auth.retry();
    await pass(0);
    expect(page.state().authToken).toMatchObject({ status: 'valid' });
  });

  test('stays signed out until the user changes', async () => {
    const page = await openPortalPage();
    await page.auth.signOut();
    page.auth.setOptions({ userId: ann, refreshBeforeExpiry: 1000 });
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'signed-out' });
    page.auth.setOptions({ userId: bob });
    await pass(0);
    expect(page.state().authToken).toMatchObject({ status: 'valid', claims: { sub: bob } });
  });

  test('is kept when the session was unknown for less than five seconds', async () => {
    const page = await openPortalPage();
    await page.auth.signOut();
    page.auth.setOptions({ userId: undefined });
    await pass(4999);
    page.auth.setOptions({ userId: ann });
    await pass(minute);
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'signed-out' });
    expect(page.endpoint.requests).toHaveLength(1);
  });

  test('ends when the session was unknown for five seconds', async () => {
    const page = await openPortalPage();
    await page.auth.signOut();
    page.auth.setOptions({ userId: undefined });
    await pass(5000);
    page.auth.setOptions({ userId: ann });
    await pass(0);
    expect(page.state().authToken).toMatchObject({ status: 'valid', claims: { sub: ann } });
  });

  test('is followed by the cause no-user when userId becomes null', async () => {
    const page = await openPortalPage();
    await page.auth.signOut();
    page.auth.setOptions({ userId: null });
    expect(page.state()).toMatchObject({ userId: null, authToken: { status: 'signed-out', cause: 'no-user' } });
    page.auth.retry();
    expect(page.state().authToken).toEqual({ status: 'signed-out', cause: 'no-user' });
  });

  test('closes the chat', async () => {
    const page = await openPortalPage();
    await until(page.simulator.startChat());
    await page.auth.signOut();
    await untilSettled();
    expect(page.simulator.conversations).toMatchObject([{ status: 'ended' }]);
  });
});
