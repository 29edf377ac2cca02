import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ann, bob, onFakeTime, openPortalPage, pass } from '../support/portal-page.fixture.js';

onFakeTime();

let messages: { type: string; userId: string | null }[] = [];
beforeEach(() => {
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation((message) => void messages.push(message as never));
});
afterEach(() => {
  messages = [];
});
const signedIn = () => messages.splice(0).filter(({ type }) => type === 'signed-in');

describe('Other tabs learn who is signed in', () => {
  test('when the widget is ready, because its script tag names the organisation', async () => {
    const page = await openPortalPage({ ready: false });
    await pass(1000);
    signedIn();
    page.simulator.ready();
    await pass(0);
    expect(signedIn()).toMatchObject([{ userId: ann }]);
  });

  test('when another user signs in, and when a user signs in again', async () => {
    const page = await openPortalPage();
    signedIn();
    page.auth.setOptions({ userId: bob });
    expect(signedIn()).toMatchObject([{ userId: bob }]);
    await page.auth.signOut();
    page.auth.retry();
    expect(signedIn()).toMatchObject([{ userId: bob }]);
  });

  test('and who left, also when another user signs in', async () => {
    const page = await openPortalPage();
    messages = [];
    page.auth.setOptions({ userId: bob });
    expect(messages).toMatchObject([
      { type: 'signed-out', userId: ann },
      { type: 'signed-in', userId: bob },
    ]);
  });

  test('and not of a user whose session became unknown in this tab', async () => {
    const page = await openPortalPage();
    page.auth.setOptions({ userId: undefined });
    messages = [];
    await pass(5_000);
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'signed-out', cause: 'session-unknown' }));
    expect(messages).toEqual([]);
  });

  test('but not before the widget is ready', async () => {
    await openPortalPage({ ready: false });
    await pass(1000);
    expect(signedIn()).toEqual([]);
  });

  test('and never that no user is signed in', async () => {
    const page = await openPortalPage();
    await page.auth.signOut();
    signedIn();
    page.auth.setOptions({ userId: null });
    page.auth.retry();
    expect(signedIn()).toEqual([]);
  });
});
