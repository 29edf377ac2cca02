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

describe('Rule 7: what tabs tell each other', () => {
  test('is sign-outs, sign-ins and sign-in ids with a status; never a token or a URL', async () => {
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

  test('a sign-out in one tab is everybody’s who shows the same person', async () => {
    stubBrowser();
    const [first, second, stranger, nobody] = [openTab(), openTab(), openTab({ userId: 'user-2' }), openTab({ userId: null })];
    await first.auth.signOut();
    await pass(10);
    expect(first.auth.getState().authToken).toEqual(signedOut);
    expect(second.auth.getState().authToken).toEqual(signedOut);
    expect(stranger.auth.getState().authToken).not.toEqual(signedOut);
    expect(nobody.auth.getState().authToken).toMatchObject({ cause: 'no-user' });
  });

  test('a failure in one tab is no news of a card that is on screen in another', async () => {
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

  test('a person who signs in again in one tab is back in those that only heard of the sign-out', async () => {
    stubBrowser();
    const [first, second] = [openTab(), openTab()];
    await first.auth.signOut();
    await pass(10);
    first.auth.retry();
    await pass(10);
    expect(second.auth.getState().authToken).not.toEqual(signedOut);
  });

  test('but not where the app has signed them out since', async () => {
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

  test('another person who signs in does not bring the first one back', async () => {
    stubBrowser();
    const [first, second] = [openTab(), openTab()];
    await first.auth.signOut();
    await pass(10);
    openTab({ userId: 'user-2' });
    await pass(10);
    expect(second.auth.getState().authToken).toEqual(signedOut);
  });

  test.each([{ orgId: 'other' }, { appId: 'other' }])('another organisation or app on this origin is not meant: %o', async (script) => {
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
  });

  test('a page of the portal without the widget signs everybody out too', async () => {
    stubBrowser();
    const [first, second] = [openTab({}, null), openTab()];
    await first.auth.signOut();
    await pass(10);
    expect(second.auth.getState().authToken).toEqual(signedOut);
  });

  test('a card that a tab settled before it knew who is signed in is everybody’s', async () => {
    stubBrowser();
    const [first, second] = [openTab({ userId: null, botSso: { getToken: async () => 'token' } }), openTab()];
    first.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    const call = second.requestDecision(botTokenUrl('card-1'));
    await pass(100);
    expect(call.answers).toEqual([false]);
    expect(service.count('card-1')).toBe(1);
  });

  test('another person’s card is not theirs', async () => {
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
  ])('a message that is none signs nobody out and hides nothing: %o', async (message) => {
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

  test('nobody is not signed out', async () => {
    const browser = stubBrowser();
    const onEvent = vi.fn();
    openTab({ userId: null, onEvent });
    browser.say({ type: 'signed-out', scope: 'org:app', userId: null });
    await pass(10);
    expect(onEvent).not.toHaveBeenCalledWith(expect.objectContaining({ type: 'signed-out' }));
  });

  test('a tab that has disconnected says and hears nothing', async () => {
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
