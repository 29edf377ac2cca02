import { describe, expect, test } from 'vitest';
import { stubBrowser } from '../support/browser.fixture.js';
import { onFakeTabs, openTab, pass, type Tab } from '../support/tab.fixture.js';

onFakeTabs(() => {});

const openReloadingTab = (userId: string | null | undefined = 'user-1') => openTab({ userId, userChangePolicy: 'reload-page' });
const openChat = (tab: Tab) => tab.page.dispatchEvent(new Event('lcw:startChat'));
const closeChat = (tab: Tab) => tab.page.dispatchEvent(new Event('lcw:closeChat'));

describe("userChangePolicy 'reload-page'", () => {
  test.each<[string, (tab: Tab) => unknown]>([
    ['userId becomes null', (tab: Tab) => tab.auth.setOptions({ userId: null })],
    ['userId becomes that of another user', (tab: Tab) => tab.auth.setOptions({ userId: 'user-2' })],
    ['the app calls signOut', (tab: Tab) => tab.auth.signOut()],
  ])('reloads the page when %s', (_when, leave) => {
    const tab = openReloadingTab();
    leave(tab);
    expect(tab.reloads).toBe(1);
  });

  test('reloads every tab of a user who signs out', async () => {
    stubBrowser();
    const [first, second] = [openReloadingTab(), openReloadingTab()];
    await first.auth.signOut();
    await pass(10);
    expect([first.reloads, second.reloads]).toEqual([1, 1]);
  });

  test('closes an open chat and waits until it has closed', async () => {
    const tab = openReloadingTab();
    openChat(tab);
    tab.auth.setOptions({ userId: null });
    expect(tab.closeChatCalls).toBe(1);
    await pass(1_000);
    expect(tab.reloads).toBe(0);
    closeChat(tab);
    expect(tab.reloads).toBe(1);
    await pass(10_000);
    expect(tab.reloads).toBe(1);
  });

  test('reloads after two seconds when the chat does not close', async () => {
    const tab = openReloadingTab();
    openChat(tab);
    tab.auth.setOptions({ userId: null });
    await pass(1_999);
    expect(tab.reloads).toBe(0);
    await pass(1);
    expect(tab.reloads).toBe(1);
  });

  test('reloads at most once in 30 seconds, and otherwise only closes the chat', async () => {
    const tab = openReloadingTab();
    tab.auth.setOptions({ userId: 'user-2' });
    openChat(tab);
    tab.auth.setOptions({ userId: 'user-3' });
    await pass(29_999);
    tab.auth.setOptions({ userId: 'user-4' });
    expect(tab).toMatchObject({ reloads: 1, closeChatCalls: 3 });
    await pass(1);
    closeChat(tab);
    tab.auth.setOptions({ userId: 'user-5' });
    expect(tab.reloads).toBe(2);
  });

  test('remembers across the reload when the page was reloaded', async () => {
    const tab = openReloadingTab();
    tab.auth.setOptions({ userId: 'user-2' });
    const reloaded = openTab({ userChangePolicy: 'reload-page', userId: 'user-2' }, {}, tab.page.sessionStorage);
    reloaded.auth.setOptions({ userId: 'user-1' });
    expect(reloaded.reloads).toBe(0);
  });

  test('does not reload when the tab has no storage to remember that', () => {
    const tab = openTab({ userChangePolicy: 'reload-page' }, {}, null);
    tab.auth.setOptions({ userId: null });
    expect(tab.reloads).toBe(0);
  });

  test.each([null, undefined])('does not reload when a user signs in to a page with userId %j', (userId) => {
    const tab = openReloadingTab(userId);
    tab.auth.setOptions({ userId: 'user-1' });
    expect(tab.reloads).toBe(0);
  });

  test('does not reload when the session was unknown before the user left', async () => {
    const tab = openReloadingTab();
    tab.auth.setOptions({ userId: undefined });
    await pass(1_000);
    tab.auth.setOptions({ userId: 'user-2' });
    await pass(10_000);
    expect(tab.reloads).toBe(0);
  });
});

test.each(['close-chat', 'keep-chat', undefined] as const)('userChangePolicy %j never reloads the page', async (userChangePolicy) => {
  const tab = openTab({ userChangePolicy });
  openChat(tab);
  tab.auth.setOptions({ userId: 'user-2' });
  await pass(10_000);
  expect(tab).toMatchObject({ reloads: 0, closeChatCalls: userChangePolicy === 'keep-chat' ? 0 : 1 });
});
