import { afterEach, describe, expect, test } from 'vitest';
import { createLiveChatAuth, type LiveChatAuthOptions, type AuthTokenCallback } from '@lcw-auth/core';
import {
  ann,
  bob,
  claimsOf,
  freshCopy,
  generations,
  issuer,
  onFakeTime,
  openPortalPage,
  pass,
  sdk,
  signFor,
  until,
} from '../support/portal-page.fixture.js';

onFakeTime();

type Page = Window & { auth?: Record<string, unknown> | undefined };
const page = window as Page;
const name = 'auth.getAuthenticationToken';
const installed = () => page.auth?.['getAuthenticationToken'] as ((callback: AuthTokenCallback) => unknown) | undefined;

afterEach(() => {
  delete page.auth;
});

/** Calls the function as the widget does: without `this`. */
async function call(): Promise<unknown[]> {
  const answers: unknown[] = [];
  const found = installed();
  void found?.((token) => answers.push(token));
  await pass(0);
  return answers;
}

function connect(options: Partial<LiveChatAuthOptions> = {}): () => void {
  const auth = createLiveChatAuth({ userId: ann, clientFunction: name, getAuthToken: ({ userId }) => signFor(userId), ...options });
  return auth.connect();
}

describe.each(generations)('Rule 4: the named client function, with the widget %s', (generation) => {
  const setting = issuer.setting({ javascriptClientFunction: name });

  test('authenticates a chat instead of the SDK route', async () => {
    const opened = await openPortalPage({ generation, clientFunction: name, simulator: { setting } });
    sdk()?.removeAuthTokenProvider?.();
    expect(await until(opened.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
  });

  test('works beside the SDK route', async () => {
    const opened = await openPortalPage({ generation, clientFunction: name, simulator: { setting } });
    expect(await until(opened.simulator.startChat())).toMatchObject({ authenticated: true, contactId: ann });
    const [token] = await call();
    expect(claimsOf(token).sub).toBe(ann);
  });

  test('is on the page before ready', async () => {
    await openPortalPage({ generation, clientFunction: name, ready: false });
    expect(installed()).toBeTypeOf('function');
  });

  test('answers within the limit when the endpoint never does', async () => {
    await openPortalPage({ generation, clientFunction: name, endpoint: { answer: () => new Promise(() => {}) } });
    const answers: unknown[] = [];
    void installed()?.((token) => answers.push(token));
    await pass(8999);
    expect(answers).toEqual([]);
    await pass(1);
    expect(answers).toEqual([null]);
  });

  test('answers with null when nobody is signed in', async () => {
    await openPortalPage({ generation, clientFunction: name, userId: null });
    expect(await call()).toEqual([null]);
  });
});

describe('Rule 4: the page gets back what stood there', () => {
  test('a function', async () => {
    const own = () => {};
    page.auth = { getAuthenticationToken: own, other: 1 };
    const disconnect = connect();
    expect(installed()).not.toBe(own);
    disconnect();
    await pass(0);
    expect(page.auth).toEqual({ getAuthenticationToken: own, other: 1 });
  });

  test('nothing: the objects made on the way go too', async () => {
    const disconnect = connect({ clientFunction: 'auth.deep.down.getToken' });
    expect(page.auth).toMatchObject({ deep: { down: { getToken: expect.any(Function) as unknown } } });
    disconnect();
    await pass(0);
    expect('auth' in page).toBe(false);
  });

  test('what somebody put beside it stays', async () => {
    const disconnect = connect();
    (page.auth ??= {})['theirs'] = 1;
    disconnect();
    await pass(0);
    expect(page.auth).toEqual({ theirs: 1 });
  });

  test('what somebody put over it stays', async () => {
    const disconnect = connect();
    const theirs = () => {};
    (page.auth ??= {})['getAuthenticationToken'] = theirs;
    disconnect();
    await pass(0);
    expect(installed()).toBe(theirs);
  });

  test('what somebody put in the place of the object on the way stays', async () => {
    const disconnect = connect();
    Object.assign(page, { auth: null });
    disconnect();
    await pass(0);
    expect(page.auth).toBeNull();
  });

  test('and a function that the widget has kept does nothing', async () => {
    const disconnect = connect();
    const kept = installed();
    disconnect();
    await pass(0);
    expect(() => kept?.(() => expect.fail('nobody is there to answer'))).not.toThrow();
  });

  test('when the option goes or changes', async () => {
    const auth = createLiveChatAuth({ userId: ann, clientFunction: name, getAuthToken: ({ userId }) => signFor(userId) });
    const disconnect = auth.connect();
    auth.setOptions({ clientFunction: 'auth.other' });
    expect(Object.keys(page.auth ?? {})).toEqual(['other']);
    auth.setOptions({ clientFunction: false });
    expect(page.auth).toBeUndefined();
    disconnect();
  });

  test('in StrictMode, HMR or a remount the function stays where it is', async () => {
    const auth = createLiveChatAuth({ userId: ann, clientFunction: name, getAuthToken: ({ userId }) => signFor(userId) });
    const first = auth.connect();
    const own = installed();
    first();
    const second = auth.connect();
    await pass(0);
    expect(installed()).toBe(own);
    second();
    await pass(0);
    expect(page.auth).toBeUndefined();
  });
});

describe('Rule 4: two instances never clobber each other', () => {
  test('the last one connected answers, then the other again', async () => {
    const first = connect();
    const second = connect({ userId: bob });
    await pass(0);
    expect(claimsOf((await call())[0]).sub).toBe(bob);
    second();
    await pass(0);
    expect(claimsOf((await call())[0]).sub).toBe(ann);
    first();
    await pass(0);
    expect(page.auth).toBeUndefined();
  });

  test('in whatever order they go', async () => {
    const own = () => {};
    page.auth = { getAuthenticationToken: own };
    const first = connect();
    const second = connect({ userId: bob });
    first();
    await pass(0);
    expect(claimsOf((await call())[0]).sub).toBe(bob);
    second();
    await pass(0);
    expect(installed()).toBe(own);
  });

  test('one that comes and goes again takes nothing from the other', async () => {
    const auth = createLiveChatAuth({ userId: bob, clientFunction: name, getAuthToken: ({ userId }) => signFor(userId) });
    const first = connect();
    for (let round = 0; round < 2; round += 1) {
      const disconnect = auth.connect();
      await pass(0);
      disconnect();
      await pass(0);
    }
    expect(claimsOf((await call())[0]).sub).toBe(ann);
    first();
  });

  test('nor do two copies of the library', async () => {
    const first = connect();
    const other = await freshCopy();
    const second = other.createLiveChatAuth({ userId: bob, clientFunction: name, getAuthToken: ({ userId }) => signFor(userId) }).connect();
    first();
    await pass(0);
    expect(claimsOf((await call())[0]).sub).toBe(bob);
    second();
    await pass(0);
    expect(page.auth).toBeUndefined();
  });
});

describe('Rule 4: a page where it cannot be installed', () => {
  test.each([
    ['text stands in the way', (): Record<string, unknown> => ({ getAuthenticationToken: 'text' }), 'auth.getAuthenticationToken.deeper'],
    ['the object is frozen', () => Object.freeze({}), name],
    ['the property is read-only', () => Object.defineProperty({}, 'getAuthenticationToken', { value: 1 }), name],
  ])('is left as it is, and said so, when %s', async (_why, existing, clientFunction) => {
    page.auth = existing();
    const events: unknown[] = [];
    const disconnect = connect({ clientFunction, onEvent: (event) => events.push(event) });
    expect(events).toContainEqual({ type: 'conflict', code: 'conflict-client-function', at: Date.now() });
    disconnect();
    await pass(0);
    expect(page.auth).toEqual(existing());
  });
});

describe('Rule 15: clientFunction says what is misused', () => {
  test.each([
    '',
    'auth.',
    '.auth',
    'auth..get',
    'auth get',
    'auth.1st',
    '__proto__.x',
    'a.constructor.b',
    'a.prototype',
    'alert(1)',
    'a["b"]',
  ])('%j is no dotted path', (clientFunction) => {
    expect(() => createLiveChatAuth({ userId: null, getAuthToken: async () => null, clientFunction })).toThrow(
      /clientFunction must be a dotted path such as 'auth.getAuthenticationToken'/,
    );
  });

  test.each(['getToken', 'auth.getAuthenticationToken', '$portal._auth.get2'])('%s is one', (clientFunction) => {
    expect(() => createLiveChatAuth({ userId: null, getAuthToken: async () => null, clientFunction })).not.toThrow();
  });
});
