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

describe('A tab that opens while a card is shown', () => {
  test.each([200, 202, 404, 500])('learns of a recent outcome (%i), and does not post', async (status) => {
    service.answer = status;
    openTab().requestDecision(botTokenUrl('card-1'));
    await pass(160);
    expect(cardMessages()).toHaveLength(1);
    const call = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([status === 500]);
    expect(service.count('card-1')).toBe(1);
  });

  test('learns of it from any other tab, when the tab that posted has closed', async () => {
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

  test('learns of it also from a page that has been open for long', async () => {
    const first = openTab();
    await pass(60_000);
    first.requestDecision(botTokenUrl('card-1'));
    await pass(4000);
    const second = openTab();
    await pass(100);
    expect(cardMessages()).toHaveLength(2);
    first.close();
    await pass(7000);
    // A repeated outcome keeps its age.
    openTab();
    await pass(100);
    expect(cardMessages()).toHaveLength(2);
    second.close();
  });

  test('learns of a later outcome', async () => {
    service.latency = 700;
    openTab().requestDecision(botTokenUrl('card-1'));
    await pass(500);
    const call = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(1000);
    expect(call.answers).toEqual([false]);
    expect(service.count('card-1')).toBe(1);
  });

  test.each([200, 202, 500])('posts, because an old outcome (%i) is not repeated', async (status) => {
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

  test.each([202, 404, 500])('posts, because an outcome (%i) of two seconds ago concerns an earlier showing', async (status) => {
    service.answer = status;
    openTab().requestDecision(botTokenUrl('card-1'));
    await pass(2000);
    service.answer = status === 500 ? 200 : 500;
    const call = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(300);
    expect(call.answers).toEqual([status !== 500]);
    expect(service.count('card-1')).toBe(2);
  });

  test('waits for the other tabs only when it has just opened', async () => {
    const tab = openTab();
    await pass(100);
    tab.requestDecision(botTokenUrl('card-1'));
    await pass(1);
    expect(service.count('card-1')).toBe(1);
  });

  test('does not end an exchange that other tabs repeat after a sign-in', async () => {
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

  test('does not change the card of a tab where a user has signed in meanwhile', async () => {
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

  test('does not learn outcomes of a user who has left', async () => {
    const first = openTab();
    first.requestDecision(botTokenUrl('card-1'));
    await pass(1000);
    expect(cardMessages()).toHaveLength(1);
    await first.auth.signOut();
    openTab();
    await pass(100);
    expect(cardMessages()).toHaveLength(1);
  });

  test('does not learn a failure whose user left before it was sent', async () => {
    service.answer = 'network-failure';
    const first = openTab({ userChangePolicy: 'keep-chat' });
    first.requestDecision(botTokenUrl('card-1'));
    await pass(160);
    first.auth.setOptions({ userId: 'user-2' });
    await pass(100);
    const count = cardMessages().length;
    openTab({ userId: 'user-2' });
    await pass(100);
    expect(cardMessages()).toHaveLength(count);
  });

  test('posts for an old card and fails, while the other tabs still remember the success', async () => {
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

  test('emits no event for cards that it never received', async () => {
    const first = openTab();
    first.requestDecision(botTokenUrl('card-1'));
    await pass(500);
    const onEvent = vi.fn();
    openTab({ onEvent });
    await pass(200);
    expect(cardMessages()).toHaveLength(2);
    expect(onEvent).not.toHaveBeenCalledWith(expect.objectContaining({ type: 'card-settled' }));
  });

  test('exchanges a card immediately when the clock of the device is set back', async () => {
    const tab = openTab();
    await pass(1000);
    vi.setSystemTime(Date.now() - 3_600_000);
    const call = tab.requestDecision(botTokenUrl('card-1'));
    await pass(100);
    expect(call.answers).toEqual([false]);
  });

  test('learns of a success after a failure when the clock is set back in between', async () => {
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

  test('learns of the twenty newest cards', async () => {
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
