import { describe, expect, test, vi } from 'vitest';
import { botTokenUrl, type BotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import { stubBrowser } from '../support/browser.fixture.js';
import type { LiveChatAuthOptions } from '@lcw-auth/core';
import { onFakeTabs, openTab, pass } from '../support/tab.fixture.js';

let service: BotTokenServiceDouble;
onFakeTabs((made) => {
  service = made;
});

const signedOut = { status: 'signed-out', cause: 'signed-out' };

describe('Messages between tabs', () => {
  test('contain sign-outs, sign-ins and sign-in ids with a status, and never a token or a URL', async () => {
    const browser = stubBrowser();
    const [first, second] = [openTab(), openTab({ userId: null })];
    first.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    service.answer = 'network-failure';
    second.requestDecision(botTokenUrl('card-2'));
    await pass(500);
    second.auth.setOptions({ userId: 'user-1' });
    await pass(500);
    await first.auth.signOut();
    await pass(500);
    const from = { scope: 'org:app', userId: 'user-1' };
    const outcome = { id: expect.any(Number) as unknown, age: 0 };
    expect(browser.messages).toEqual([
      { ...from, type: 'opened' },
      { ...from, type: 'signed-in' },
      { ...from, type: 'opened', userId: null },
      { ...from, type: 'card', signInId: 'card-1', httpStatus: 200, ...outcome },
      { ...from, type: 'signed-in' },
      { ...from, type: 'card', signInId: 'card-2', httpStatus: null, ...outcome },
      { ...from, type: 'signed-out' },
    ]);
  });

  test('sign the same user out in all tabs', async () => {
    stubBrowser();
    const [first, second, otherUser, anonymous] = [openTab(), openTab(), openTab({ userId: 'user-2' }), openTab({ userId: null })];
    await first.auth.signOut();
    await pass(10);
    expect(first.auth.getState().authToken).toEqual(signedOut);
    expect(second.auth.getState().authToken).toEqual(signedOut);
    expect(otherUser.auth.getState().authToken).not.toEqual(signedOut);
    expect(anonymous.auth.getState().authToken).toMatchObject({ cause: 'no-user' });
  });

  test('about a failure do not change a card that is on screen in another tab', async () => {
    stubBrowser();
    service.answer = 'network-failure';
    const settled: unknown[] = [];
    const onEvent: LiveChatAuthOptions['onEvent'] = (event) => event.type === 'card-settled' && settled.push(event);
    const first = openTab({ botSso: { getToken: async () => null }, onEvent });
    const second = openTab();
    await pass(200);
    first.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(settled).toMatchObject([{ outcome: 'no-token' }]);
    second.requestDecision(botTokenUrl('card-1'));
    await pass(500);
    expect(settled).toHaveLength(1);
  });

  test('sign a user in again in the tabs that learned of the sign-out', async () => {
    stubBrowser();
    const [first, second] = [openTab(), openTab()];
    await first.auth.signOut();
    await pass(10);
    first.auth.retry();
    await pass(10);
    expect(second.auth.getState().authToken).not.toEqual(signedOut);
  });

  test('do not sign a user in where the app called signOut', async () => {
    stubBrowser();
    const [first, second] = [openTab(), openTab()];
    await first.auth.signOut();
    await pass(10);
    await second.auth.signOut();
    first.auth.retry();
    await pass(10);
    expect(first.auth.getState().authToken).not.toEqual(signedOut);
    expect(second.auth.getState().authToken).toEqual(signedOut);
  });

  test('about another user do not sign the first user in again', async () => {
    stubBrowser();
    const [first, second] = [openTab(), openTab()];
    await first.auth.signOut();
    await pass(10);
    openTab({ userId: 'user-2' });
    await pass(10);
    expect(second.auth.getState().authToken).toEqual(signedOut);
  });

  test.each([{ orgId: 'other' }, { appId: 'other' }])(
    'do not concern another organisation or widget on the same origin: %o',
    async (script) => {
      stubBrowser();
      const [first, second] = [openTab(), openTab({}, script)];
      first.requestDecision(botTokenUrl('card-1'));
      await pass(200);
      second.requestDecision(botTokenUrl('card-1'));
      await pass(200);
      expect(service.count('card-1')).toBe(2);
      await first.auth.signOut();
      await pass(10);
      expect(second.auth.getState().authToken).not.toEqual(signedOut);
    },
  );

  test('about a sign-out are sent also by a page without the widget', async () => {
    stubBrowser();
    const [first, second] = [openTab({}, null), openTab()];
    await first.auth.signOut();
    await pass(10);
    expect(second.auth.getState().authToken).toEqual(signedOut);
  });

  test('about a card of an anonymous tab concern all tabs', async () => {
    stubBrowser();
    const [first, second] = [openTab({ userId: null, botSso: { getToken: async () => 'token' } }), openTab()];
    first.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    const call = second.requestDecision(botTokenUrl('card-1'));
    await pass(100);
    expect(call.answers).toEqual([false]);
    expect(service.count('card-1')).toBe(1);
  });

  test('about a card of another user are ignored', async () => {
    stubBrowser();
    const [first, second] = [openTab(), openTab({ userId: 'user-2' })];
    first.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    second.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(service.posts.map(({ body }) => body)).toEqual([{ token: 'token-of-user-1' }, { token: 'token-of-user-2' }]);
  });

  test.each([
    null,
    'signed-out',
    42,
    [],
    {},
    { type: 'signed-out' },
    { type: 'signed-out', scope: 'org:other', userId: 'user-1' },
    { type: 'card', scope: 'org:other', userId: 'user-1', signInId: 'card-1', httpStatus: 200, id: 1, age: 1 },
    { type: 'signed-out', scope: 'org:app' },
    { type: 'signed-out', scope: 'org:app', userId: null },
    { type: 'signed-in', scope: 'org:app', userId: { id: 'user-1' } },
    { type: 'card', scope: 'org:app', userId: 'user-1', id: 1, age: 1 },
    { type: 'card', scope: 'org:app', userId: 'user-1', signInId: { id: 'card-1' }, httpStatus: 200, id: 1, age: 1 },
    { type: 'card', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: '200', id: 1, age: 1 },
    { type: 'card', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: 200 },
    { type: 'card', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: 200, id: 1 },
    { type: 'card', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: 200, id: '1', age: 1 },
    { type: 'card', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: 200, id: 1, age: '1' },
    { type: 'card', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: 200, id: 1, age: Number.NaN },
    { type: 'card', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: 500, id: 1, age: -3_600_000 },
    { type: 'token', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: 200, id: 1, age: 1 },
  ])('are ignored when they are malformed: %o', async (message) => {
    const browser = stubBrowser();
    service.answer = 500;
    const tab = openTab();
    browser.say(message);
    await pass(10);
    const call = tab.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([true]);
    expect(tab.auth.getState().authToken).not.toEqual(signedOut);
  });

  test('about a sign-out do not concern an anonymous tab', async () => {
    const browser = stubBrowser();
    const onEvent = vi.fn();
    openTab({ userId: null, onEvent });
    browser.say({ type: 'signed-out', scope: 'org:app', userId: null });
    await pass(10);
    expect(onEvent).not.toHaveBeenCalledWith(expect.objectContaining({ type: 'signed-out' }));
  });

  test('are neither sent nor received by a client that has disconnected', async () => {
    const browser = stubBrowser();
    const [first, second] = [openTab(), openTab()];
    first.close();
    await pass(10);
    const before = browser.messages.length;
    await first.auth.signOut();
    first.auth.setOptions({ userId: 'user-3' });
    await pass(10);
    expect(browser.messages).toHaveLength(before);
    expect(second.auth.getState().authToken).not.toEqual(signedOut);
  });
});

describe('A tab whose user is still unknown', () => {
  test('ignores outcomes of cards, and learns them when its user is known', async () => {
    const browser = stubBrowser();
    const [first, second] = [openTab(), openTab({ userId: undefined })];
    await pass(200);
    first.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    second.requestDecision(botTokenUrl('card-1'));
    await pass(100);
    expect(second.find('card-1')).toMatchObject({ status: 'exchanging' });
    expect(browser.messages.filter((message) => (message as { type: string }).type === 'opened')).toHaveLength(2);
    second.auth.setOptions({ userId: 'user-1' });
    await pass(500);
    expect(second.find('card-1')).toMatchObject({ status: 'signed-in' });
    expect(service.count('card-1')).toBe(1);
  });

  test('learns of a sign-out of the user that was known before', async () => {
    stubBrowser();
    const [first, second] = [openTab(), openTab()];
    second.auth.setOptions({ userId: undefined });
    await first.auth.signOut();
    await pass(10);
    second.auth.setOptions({ userId: 'user-1' });
    expect(second.auth.getState().authToken).toEqual(signedOut);
  });

  test('announces neither a sign-in nor a sign-out', async () => {
    const browser = stubBrowser();
    const tab = openTab({ userId: undefined });
    await pass(1_000);
    tab.auth.setOptions({ userId: null });
    await pass(10);
    expect(browser.messages.map((message) => (message as { type: string }).type).filter((type) => type !== 'opened')).toEqual([]);
  });
});
