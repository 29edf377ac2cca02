import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ann, bob, onFakeTime, openPortalPage, pass } from '../support/portal-page.fixture.js';

onFakeTime();

let told: { type: string; userId: string | null }[] = [];
beforeEach(() => {
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation((message) => void told.push(message as never));
});
afterEach(() => {
  told = [];
});
const signedIn = () => told.splice(0).filter(({ type }) => type === 'signed-in');

describe('Rule 14: the other tabs hear who is signed in here', () => {
  test('when the widget is ready: its script tag says whose tab this is', async () => {
    const page = await openPortalPage({ ready: false });
    await pass(1000);
    signedIn();
    page.simulator.ready();
    await pass(0);
    expect(signedIn()).toMatchObject([{ userId: ann }]);
  });

  test('when another person comes, and when one comes back', async () => {
    const page = await openPortalPage();
    signedIn();
    page.auth.setOptions({ userId: bob });
    expect(signedIn()).toMatchObject([{ userId: bob }]);
    await page.auth.signOut();
    page.auth.retry();
    expect(signedIn()).toMatchObject([{ userId: bob }]);
  });

  test('and that somebody left, for the other tabs of theirs, also where another takes their place', async () => {
    const page = await openPortalPage();
    told = [];
    page.auth.setOptions({ userId: bob });
    expect(told).toMatchObject([
      { type: 'signed-out', userId: ann },
      { type: 'signed-in', userId: bob },
    ]);
  });

  test('but not before the widget is ready', async () => {
    await openPortalPage({ ready: false });
    await pass(1000);
    expect(signedIn()).toEqual([]);
  });

  test('and never that nobody is', async () => {
    const page = await openPortalPage();
    await page.auth.signOut();
    signedIn();
    page.auth.setOptions({ userId: null });
    page.auth.retry();
    expect(signedIn()).toEqual([]);
  });
});
