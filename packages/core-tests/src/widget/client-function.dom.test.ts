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

/** Calls the function without `this`, as the widget does. */
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

describe.each(generations)('The client function that the app names, with the widget %s', (generation) => {
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

  test('responds within the time limit when the endpoint never responds', async () => {
    await openPortalPage({ generation, clientFunction: name, endpoint: { answer: () => new Promise(() => {}) } });
    const answers: unknown[] = [];
    void installed()?.((token) => answers.push(token));
    await pass(8999);
    expect(answers).toEqual([]);
    await pass(1);
    expect(answers).toEqual([null]);
  });

  test('responds with null when no user is signed in', async () => {
    await openPortalPage({ generation, clientFunction: name, userId: null });
    expect(await call()).toEqual([null]);
  });
});

describe('A disconnect restores the previous value at the path', () => {
  test('a function', async () => {
    const own = () => {};
    page.auth = { getAuthenticationToken: own, other: 1 };
    const disconnect = connect();
    expect(installed()).not.toBe(own);
    disconnect();
    await pass(0);
    expect(page.auth).toEqual({ getAuthenticationToken: own, other: 1 });
  });

  test('nothing, and the objects that were created are removed', async () => {
    const disconnect = connect({ clientFunction: 'auth.deep.down.getToken' });
    expect(page.auth).toMatchObject({ deep: { down: { getToken: expect.any(Function) as unknown } } });
    disconnect();
    await pass(0);
    expect('auth' in page).toBe(false);
  });

  test('and keeps what another script added beside it', async () => {
    const disconnect = connect();
    (page.auth ??= {})['theirs'] = 1;
    disconnect();
    await pass(0);
    expect(page.auth).toEqual({ theirs: 1 });
  });

  test('and keeps the function of another script that replaced it', async () => {
    const disconnect = connect();
    const theirs = () => {};
    (page.auth ??= {})['getAuthenticationToken'] = theirs;
    disconnect();
    await pass(0);
    expect(installed()).toBe(theirs);
  });

  test('and keeps the object with which another script replaced it', async () => {
    const disconnect = connect();
    Object.assign(page, { auth: null });
    disconnect();
    await pass(0);
    expect(page.auth).toBeNull();
  });

  test('and a function that the widget kept does nothing', async () => {
    const disconnect = connect();
    const kept = installed();
    disconnect();
    await pass(0);
    expect(() => kept?.(() => expect.fail('The client has disconnected.'))).not.toThrow();
  });

  test('and so does a change of the option', async () => {
    const auth = createLiveChatAuth({ userId: ann, clientFunction: name, getAuthToken: ({ userId }) => signFor(userId) });
    const disconnect = auth.connect();
    auth.setOptions({ clientFunction: 'auth.other' });
    expect(Object.keys(page.auth ?? {})).toEqual(['other']);
    auth.setOptions({ clientFunction: false });
    expect(page.auth).toBeUndefined();
    disconnect();
  });

  test('but not when the client connects again in the same task', async () => {
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

describe('Two clients', () => {
  test('use the one that connected last, and then the other', async () => {
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

  test('can disconnect in any order', async () => {
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

  test('do not affect each other when one connects and disconnects repeatedly', async () => {
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

  test('of two copies of the library share the path', async () => {
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

describe('A page where the function cannot be installed', () => {
  test.each([
    ['the path contains a text', (): Record<string, unknown> => ({ getAuthenticationToken: 'text' }), 'auth.getAuthenticationToken.deeper'],
    ['the object is frozen', () => Object.freeze({}), name],
    ['the property is read-only', () => Object.defineProperty({}, 'getAuthenticationToken', { value: 1 }), name],
  ])('stays unchanged and a conflict is reported when %s', async (_why, existing, clientFunction) => {
    page.auth = existing();
    const events: unknown[] = [];
    const disconnect = connect({ clientFunction, onEvent: (event) => events.push(event) });
    expect(events).toContainEqual({ type: 'conflict', code: 'conflict-client-function', at: Date.now() });
    disconnect();
    await pass(0);
    expect(page.auth).toEqual(existing());
  });
});

describe('The option clientFunction', () => {
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
  ])('throws for %j', (clientFunction) => {
    expect(() => createLiveChatAuth({ userId: null, getAuthToken: async () => null, clientFunction })).toThrow(
      /clientFunction must be a dotted path such as 'auth.getAuthenticationToken'/,
    );
  });

  test.each(['getToken', 'auth.getAuthenticationToken', '$portal._auth.get2'])('accepts %s', (clientFunction) => {
    expect(() => createLiveChatAuth({ userId: null, getAuthToken: async () => null, clientFunction })).not.toThrow();
  });
});
