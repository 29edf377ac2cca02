import { describe, expect, test } from 'vitest';
import { botTokenUrl, type BotTokenServiceDouble } from '../support/bot-token-service.fixture.js';
import { stubBrowser } from '../support/browser.fixture.js';
import { onFakeTabs, openTab, pass, type Tab } from '../support/tab.fixture.js';

let service: BotTokenServiceDouble;
onFakeTabs((made) => {
  service = made;
});

const askAll = (tabs: Tab[], url: string) => tabs.map((tab) => tab.requestDecision(url));
const answersOf = (calls: { answers: boolean[] }[]) => calls.map(({ answers }) => answers);

describe('With several tabs, one posts and the others learn the outcome', () => {
  test.each([2, 5])('%i tabs post once for one card, which is hidden and signed in in all of them', async (number) => {
    stubBrowser();
    const tabs = Array.from({ length: number }, () => openTab());
    const calls = askAll(tabs, botTokenUrl('card-1'));
    await pass(200);
    expect(service.count('card-1')).toBe(1);
    expect(answersOf(calls)).toEqual(tabs.map(() => [false]));
    for (const tab of tabs) expect(tab.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'hidden' });
  });

  test.each([500, 401, 'network-failure', 'redirect'] as const)(
    'all tabs show the card after a failure (%s) of one post',
    async (answer) => {
      stubBrowser();
      service.answer = answer;
      const tabs = [openTab(), openTab(), openTab()];
      const calls = askAll(tabs, botTokenUrl('card-1'));
      await pass(300);
      expect(service.count('card-1')).toBe(1);
      expect(answersOf(calls)).toEqual([[true], [true], [true]]);
      const outcome =
        typeof answer === 'number' ? { type: 'posted', httpStatus: answer } : { type: 'failed', error: { code: 'bot-post-failed' } };
      for (const tab of tabs) expect(tab.find('card-1')).toMatchObject({ status: 'sign-in-required', outcome });
    },
  );

  test.each([200, 202, 404, 500])('a tab whose widget asks a little later uses the outcome (%i) without a post', async (status) => {
    stubBrowser();
    service.answer = status;
    const [first, second] = [openTab(), openTab()];
    first.requestDecision(botTokenUrl('card-1'));
    await pass(500);
    const call = second.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([status === 500]);
    expect(service.count('card-1')).toBe(1);
  });

  test('a card that arrives more than a second after a failure is posted again', async () => {
    stubBrowser();
    service.answer = 500;
    const [first, second] = [openTab(), openTab()];
    first.requestDecision(botTokenUrl('card-1'));
    await pass(2000);
    service.answer = 200;
    const call = second.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(call.answers).toEqual([false]);
    expect(first.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'shown' });
  });

  test('a 200 is remembered in every tab', async () => {
    stubBrowser();
    const tabs = [openTab(), openTab()];
    tabs[0]?.requestDecision(botTokenUrl('card-1'));
    await pass(3_600_000);
    const calls = askAll(tabs, botTokenUrl('card-1'));
    await pass(200);
    expect(answersOf(calls)).toEqual([[false], [false]]);
    expect(service.count('card-1')).toBe(1);
  });

  test('a tab that waits for its token decides as soon as another tab has posted', async () => {
    stubBrowser();
    const fast = openTab();
    const slow = openTab({ botSso: { getToken: () => new Promise((resolve) => setTimeout(resolve, 3000, 'token')) } });
    const calls = askAll([fast, slow], botTokenUrl('card-1'));
    await pass(200);
    expect(answersOf(calls)).toEqual([[false], [false]]);
    await pass(5000);
    expect(service.count('card-1')).toBe(1);
  });

  test('a tab without a token does not decide for tabs that have one', async () => {
    stubBrowser();
    const without = openTab({ botSso: { getToken: () => Promise.resolve(null) } });
    const call = without.requestDecision(botTokenUrl('card-1'));
    const other = openTab().requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(answersOf([call, other])).toEqual([[true], [false]]);
    expect(without.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'shown' });
  });

  test('another tab posts when the tab that holds the lock closes', async () => {
    const browser = stubBrowser();
    service.latency = 500;
    const [first, second] = [openTab(), openTab()];
    const calls = askAll([first, second], botTokenUrl('card-1'));
    await pass(200);
    expect(service.count('card-1')).toBe(1);
    first.close();
    await pass(700);
    expect(service.count('card-1')).toBe(2);
    expect(answersOf(calls)).toEqual([[true], [false]]);
    expect(browser.held.size).toBe(0);
  });

  test('a page that is being closed does not report its failed request', async () => {
    const browser = stubBrowser();
    service.answer = 'network-failure';
    const tab = openTab();
    tab.requestDecision(botTokenUrl('card-1'));
    await pass(160);
    expect(service.count('card-1')).toBe(1);
    expect(browser.messages.filter((message) => (message as { type: string }).type === 'card')).toEqual([]);
    tab.close();
    await pass(1000);
    expect(browser.messages.filter((message) => (message as { type: string }).type === 'card')).toEqual([]);
  });

  test('a tab posts once when other code takes its lock away during the post', async () => {
    const browser = stubBrowser();
    service.latency = 500;
    const tab = openTab();
    const call = tab.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    browser.steal('lcw-auth:card:card-1');
    await pass(1000);
    expect(service.count('card-1')).toBe(1);
    expect(call.answers).toEqual([false]);
  });

  test('an exchange that was aborted because its user left is not reported', async () => {
    const browser = stubBrowser();
    service.latency = 500;
    const tab = openTab({ userChangePolicy: 'keep-chat' });
    tab.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    tab.auth.setOptions({ userId: 'user-2' });
    await pass(1000);
    expect(browser.messages.filter((message) => (message as { type: string }).type === 'card')).toEqual([]);
    expect(browser.held.size).toBe(0);
  });

  test('two cards are exchanged at the same time', async () => {
    stubBrowser();
    const tabs = [openTab(), openTab()];
    const calls = [...askAll(tabs, botTokenUrl('card-1')), ...askAll(tabs, botTokenUrl('card-2'))];
    await pass(200);
    expect(service.posts).toHaveLength(2);
    expect(answersOf(calls)).toEqual([[false], [false], [false], [false]]);
  });
});

describe('With a browser that lacks a feature', () => {
  test.each(['none', 'refused'] as const)('each tab posts when Web Locks are %s', async (locks) => {
    stubBrowser({ locks });
    const calls = askAll([openTab(), openTab()], botTokenUrl('card-1'));
    await pass(200);
    expect(service.count('card-1')).toBe(2);
    expect(answersOf(calls)).toEqual([[false], [false]]);
  });

  test('a tab without Web Locks learns of a success also when its own failure ended later', async () => {
    stubBrowser({ locks: 'none' });
    const [first, second] = [openTab(), openTab()];
    await pass(200);
    service.answer = () => (service.posts.length === 1 ? 200 : 500);
    first.requestDecision(botTokenUrl('card-1'));
    await pass(2);
    second.requestDecision(botTokenUrl('card-1'));
    await pass(200);
    expect(second.find('card-1')).toMatchObject({ status: 'signed-in' });
  });

  test('each tab posts in turn without BroadcastChannel', async () => {
    stubBrowser({ hasChannel: false });
    const calls = askAll([openTab(), openTab()], botTokenUrl('card-1'));
    await pass(300);
    expect(service.count('card-1')).toBe(2);
    expect(answersOf(calls)).toEqual([[false], [false]]);
  });
});

describe('A sign-in that is completed in one tab', () => {
  test('completes the card of a tab that does not know of the sign-in yet', async () => {
    stubBrowser();
    const [first, second] = [openTab({ userId: null }), openTab({ userId: null })];
    askAll([first, second], botTokenUrl('card-1'));
    await pass(2000);
    first.auth.setOptions({ userId: 'user-1' });
    await pass(200);
    expect(second.find('card-1')).toMatchObject({ status: 'signed-in', visibility: 'shown' });
    second.auth.setOptions({ userId: 'user-1' });
    await pass(200);
    expect(service.count('card-1')).toBe(1);
  });

  test('causes one post when all tabs learn of the sign-in at the same time', async () => {
    stubBrowser();
    const tabs = [openTab({ userId: null }), openTab({ userId: null }), openTab({ userId: null })];
    askAll(tabs, botTokenUrl('card-1'));
    await pass(2000);
    for (const tab of tabs) tab.auth.setOptions({ userId: 'user-1' });
    await pass(200);
    expect(service.count('card-1')).toBe(1);
    for (const tab of tabs) expect(tab.find('card-1')).toMatchObject({ status: 'signed-in' });
  });
});
