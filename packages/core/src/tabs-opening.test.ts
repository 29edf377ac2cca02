import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { botTokenUrl, createBotTokenServiceDouble, type BotTokenServiceDouble } from './bot-token-service.fixture.js';
import { stubBrowser, type BrowserDouble } from './browser.fixture.js';
import { closeTabs, openTab } from './tab.fixture.js';

let service: BotTokenServiceDouble;
let browser: BrowserDouble;
beforeEach(() => {
  vi.useFakeTimers();
  browser = stubBrowser();
  service = createBotTokenServiceDouble();
  vi.stubGlobal('fetch', service.fetch);
});
afterEach(() => {
  closeTabs();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const cardMessages = () => browser.messages.filter((message) => (message as { type: string }).type === 'card');

describe('Rule 14: a tab that opens while a card is about', () => {
  test.each([200, 202, 404, 500])('hears how it ended (%i) just before: no second POST', async (status) => {
    service.answer = status;
    openTab().ask(botTokenUrl('card-1'));
    await pass(160);
    expect(cardMessages()).toHaveLength(1);
    const call = openTab().ask(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([status === 500]);
    expect(service.count('card-1')).toBe(1);
  });

  test('hears it from any tab that knows, if the one that posted has gone', async () => {
    const [first] = [openTab(), openTab()];
    first.ask(botTokenUrl('card-1'));
    await pass(160);
    first.close();
    await pass(10);
    const call = openTab().ask(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([false]);
    expect(service.count('card-1')).toBe(1);
  });

  test('hears how it ends later', async () => {
    service.latency = 700;
    openTab().ask(botTokenUrl('card-1'));
    await pass(500);
    const call = openTab().ask(botTokenUrl('card-1'));
    await pass(1000);
    expect(call.answers).toEqual([false]);
    expect(service.count('card-1')).toBe(1);
  });

  test('an hour later it knows of a success, and tries what had failed', async () => {
    service.answer = (signInId, { body }) => (signInId === 'card-2' && (body as { token: string }).token === 'first' ? 500 : 200);
    const first = openTab({ botSso: { getToken: () => Promise.resolve('first') } });
    first.ask(botTokenUrl('card-1'));
    first.ask(botTokenUrl('card-2'));
    await pass(3_600_000);
    const second = openTab({ botSso: { getToken: () => Promise.resolve('second') } });
    const calls = [second.ask(botTokenUrl('card-1')), second.ask(botTokenUrl('card-2'))];
    await pass(300);
    expect(calls.map(({ answers }) => answers)).toEqual([[false], [false]]);
    expect([service.count('card-1'), service.count('card-2')]).toEqual([1, 2]);
  });

  test('waits for the answer only then: later a card is exchanged at once', async () => {
    const tab = openTab();
    await pass(100);
    tab.ask(botTokenUrl('card-1'));
    await pass(1);
    expect(service.count('card-1')).toBe(1);
  });

  test('what is repeated for it ends no second try in the others', async () => {
    service.answer = 500;
    const [first] = [openTab({ userId: null }), openTab({ userId: null })];
    openTab().ask(botTokenUrl('card-1'));
    first.ask(botTokenUrl('card-1'));
    await pass(2000);
    expect(first.find('card-1')).toMatchObject({ status: 'sign-in-required', visibility: 'shown' });
    Object.assign(service, { answer: 200, latency: 500 });
    first.auth.setOptions({ userId: 'user-1' });
    await pass(100);
    openTab();
    await pass(100);
    expect(first.find('card-1')).toMatchObject({ status: 'exchanging' });
    await pass(500);
    expect(first.find('card-1')).toMatchObject({ status: 'signed-in' });
    expect(service.count('card-1')).toBe(2);
  });

  test('hears nothing of cards of a person who has left', async () => {
    const first = openTab();
    first.ask(botTokenUrl('card-1'));
    await pass(1000);
    expect(cardMessages()).toHaveLength(1);
    await first.auth.signOut();
    openTab();
    await pass(100);
    expect(cardMessages()).toHaveLength(1);
  });

  test('hears nothing of a failure whose person left before it was told', async () => {
    service.answer = 'network-failure';
    const first = openTab({ onUserChange: 'keep-chat' });
    first.ask(botTokenUrl('card-1'));
    await pass(160);
    first.auth.setOptions({ userId: 'user-2' });
    await pass(100);
    const told = cardMessages().length;
    openTab({ userId: 'user-2' });
    await pass(100);
    expect(cardMessages()).toHaveLength(told);
  });

  test('does not believe in a time to come: a failure is old after a second', async () => {
    const tab = openTab();
    await pass(100);
    const inAnHour = Date.now() + 3_600_000;
    browser.say({ type: 'card', scope: 'org:app', userId: 'user-1', signInId: 'card-1', httpStatus: 500, at: inAnHour });
    await pass(1100);
    const call = tab.ask(botTokenUrl('card-1'));
    await pass(100);
    expect(call.answers).toEqual([false]);
  });

  test('keeps the news of the last twenty cards', async () => {
    const first = openTab();
    await pass(100);
    for (let number = 1; number <= 25; number += 1) first.ask(botTokenUrl(`card-${number}`));
    await pass(500);
    const before = cardMessages().length;
    openTab();
    await pass(100);
    expect(cardMessages().slice(before)).toHaveLength(20);
  });
});
