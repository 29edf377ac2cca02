import { describe, expect, test, vi } from 'vitest';
import { botTokenUrl, type BotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import { stubBrowser, type BrowserDouble } from '../support/browser.fixture.js';
import { onFakeTabs, openTab, pass } from '../support/tab.fixture.js';

let service: BotTokenServiceDouble;
let browser: BrowserDouble;
onFakeTabs((made) => {
  service = made;
  browser = stubBrowser();
});

const cardMessages = () => browser.messages.filter((message) => (message as { type: string }).type === 'card');

describe('Rule 14: a tab that opens while a card is about', () => {
  test.each([200, 202, 404, 500])('hears how it ended (%i) just before: no second POST', async (status) => {
    service.answer = status;
    openTab().requestDecision(botTokenUrl('card-1'));
    await pass(160);
    expect(cardMessages()).toHaveLength(1);
    const call = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([status === 500]);
    expect(service.count('card-1')).toBe(1);
  });

  test('hears it from any tab that knows, if the one that posted has gone', async () => {
    const [first] = [openTab(), openTab()];
    first.requestDecision(botTokenUrl('card-1'));
    await pass(160);
    first.close();
    await pass(10);
    const call = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([false]);
    expect(service.count('card-1')).toBe(1);
  });

  test('hears it late in the life of the page that knows, too', async () => {
    const first = openTab();
    await pass(60_000);
    first.requestDecision(botTokenUrl('card-1'));
    await pass(4000);
    const second = openTab();
    await pass(100);
    expect(cardMessages()).toHaveLength(2);
    first.close();
    await pass(7000);
    // What is repeated again is as old as it is.
    openTab();
    await pass(100);
    expect(cardMessages()).toHaveLength(2);
    second.close();
  });

  test('hears how it ends later', async () => {
    service.latency = 700;
    openTab().requestDecision(botTokenUrl('card-1'));
    await pass(500);
    const call = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(1000);
    expect(call.answers).toEqual([false]);
    expect(service.count('card-1')).toBe(1);
  });

  test.each([200, 202, 500])('of what ended (%i) long before it hears nothing: it posts', async (status) => {
    service.answer = status;
    openTab().requestDecision(botTokenUrl('card-1'));
    await pass(20_000);
    service.answer = 500;
    const before = cardMessages().length;
    const call = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([true]);
    expect(cardMessages()).toHaveLength(before + 1);
  });

  test.each([202, 404, 500])('what ended (%i) two seconds before is of an earlier showing: it posts', async (status) => {
    service.answer = status;
    openTab().requestDecision(botTokenUrl('card-1'));
    await pass(2000);
    service.answer = status === 500 ? 200 : 500;
    const call = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(300);
    expect(call.answers).toEqual([status !== 500]);
    expect(service.count('card-1')).toBe(2);
  });

  test('waits for the answer only then: later a card is exchanged at once', async () => {
    const tab = openTab();
    await pass(100);
    tab.requestDecision(botTokenUrl('card-1'));
    await pass(1);
    expect(service.count('card-1')).toBe(1);
  });

  test('what is repeated for it ends no second try in the others', async () => {
    service.answer = 500;
    const [first] = [openTab({ userId: null }), openTab({ userId: null })];
    openTab().requestDecision(botTokenUrl('card-1'));
    first.requestDecision(botTokenUrl('card-1'));
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

  test('what is repeated for it is no news where a person came before it was told', async () => {
    service.answer = 'network-failure';
    const botSso = { getToken: ({ userId }: { userId: string | null }) => Promise.resolve(`token-of-${userId}`) };
    const [first] = [openTab({ userId: null, botSso }), openTab({ userId: null, botSso })];
    await pass(200);
    first.requestDecision(botTokenUrl('card-1'));
    await pass(60);
    Object.assign(service, { answer: 200, latency: 500 });
    first.auth.setOptions({ userId: 'user-1' });
    await pass(150);
    openTab({ userId: null });
    await pass(1000);
    expect(first.find('card-1')).toMatchObject({ status: 'signed-in' });
  });

  test('hears nothing of cards of a person who has left', async () => {
    const first = openTab();
    first.requestDecision(botTokenUrl('card-1'));
    await pass(1000);
    expect(cardMessages()).toHaveLength(1);
    await first.auth.signOut();
    openTab();
    await pass(100);
    expect(cardMessages()).toHaveLength(1);
  });

  test('hears nothing of a failure whose person left before it was told', async () => {
    service.answer = 'network-failure';
    const first = openTab({ userChangePolicy: 'keep-chat' });
    first.requestDecision(botTokenUrl('card-1'));
    await pass(160);
    first.auth.setOptions({ userId: 'user-2' });
    await pass(100);
    const told = cardMessages().length;
    openTab({ userId: 'user-2' });
    await pass(100);
    expect(cardMessages()).toHaveLength(told);
  });

  test('may fail with a card that the others know for good: they still do', async () => {
    const first = openTab();
    first.requestDecision(botTokenUrl('card-1'));
    await pass(20_000);
    service.answer = 500;
    const later = openTab();
    later.requestDecision(botTokenUrl('card-1'));
    await pass(2000);
    expect(service.count('card-1')).toBe(2);
    const again = first.requestDecision(botTokenUrl('card-1'));
    await pass(100);
    expect(again.answers).toEqual([false]);
    expect(service.count('card-1')).toBe(2);
  });

  test('says nothing to the app of cards that it never had', async () => {
    const first = openTab();
    first.requestDecision(botTokenUrl('card-1'));
    await pass(500);
    const onEvent = vi.fn();
    openTab({ onEvent });
    await pass(200);
    expect(cardMessages()).toHaveLength(2);
    expect(onEvent).not.toHaveBeenCalledWith(expect.objectContaining({ type: 'card-settled' }));
  });

  test('the device’s clock may be set back: a card is exchanged at once all the same', async () => {
    const tab = openTab();
    await pass(1000);
    vi.setSystemTime(Date.now() - 3_600_000);
    const call = tab.requestDecision(botTokenUrl('card-1'));
    await pass(100);
    expect(call.answers).toEqual([false]);
  });

  test('the clock may be set back between a failure and a success: all tabs learn of the success', async () => {
    service.answer = 500;
    const tabs = [openTab(), openTab({ userId: null }), openTab({ userId: null })] as const;
    for (const tab of tabs) tab.requestDecision(botTokenUrl('card-1', { lifetime: 600 }));
    await pass(2000);
    vi.setSystemTime(Date.now() - 60_000);
    service.answer = 200;
    tabs[1].auth.setOptions({ userId: 'user-1' });
    await pass(200);
    for (const tab of tabs) expect(tab.find('card-1')).toMatchObject({ status: 'signed-in' });
    expect(service.count('card-1')).toBe(2);
  });

  test('hears of the twenty newest cards', async () => {
    const first = openTab();
    await pass(100);
    service.answer = (signInId) => (signInId === 'card-1' ? 500 : 200);
    for (let number = 1; number <= 20; number += 1) first.requestDecision(botTokenUrl(`card-${number}`));
    await pass(500);
    service.answer = 200;
    first.requestDecision(botTokenUrl('card-1'));
    await pass(500);
    first.requestDecision(botTokenUrl('card-21'));
    await pass(500);
    const before = cardMessages().length;
    const second = openTab();
    const calls = ['card-1', 'card-2'].map((signInId) => second.requestDecision(botTokenUrl(signInId)));
    await pass(300);
    expect(cardMessages().slice(before)).toHaveLength(21);
    expect(calls.map(({ answers }) => answers)).toEqual([[false], [false]]);
    expect([service.count('card-1'), service.count('card-2')]).toEqual([2, 2]);
  });
});
