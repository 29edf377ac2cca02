import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LiveChatAuthEvent } from './index.js';
import { onLatePage } from './late-engine.fixture.js';
import { ann, bob, onFakeTime, pass, sdk } from './portal-page.fixture.js';
import { v1FrameId, type WidgetWindow } from './widget.js';

onFakeTime();
const page = onLatePage();
afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

const heard = () => page.events.splice(0).map(({ at: _at, ...event }: LiveChatAuthEvent) => event);

describe('Before the engine is there, onEvent hears the same:', () => {
  test('an ask while nobody is signed in', () => {
    page.connect({ userId: null });
    heard();
    expect(page.ask()).toEqual([null]);
    expect(heard()).toEqual([
      { type: 'token-asked', route: 'sdk' },
      { type: 'token-answered', route: 'sdk', answer: 'null', afterMs: 0 },
    ]);
  });

  test('a sign-out, and another user', async () => {
    const auth = page.connect();
    heard();
    auth.setOptions({ userId: bob });
    void auth.signOut();
    expect(heard()).toEqual([{ type: 'user-changed' }, { type: 'signed-out', cause: 'app' }]);
  });

  test('that it does not load', async () => {
    page.connect();
    heard();
    await page.fails();
    await vi.waitFor(() => expect(page.events).not.toEqual([]));
    expect(heard()).toEqual([{ type: 'token-failed', reason: 'register', code: 'engine-not-loaded' }]);
  });
});

describe('Before the engine is there', () => {
  test('retry leaves the person and their chat alone', () => {
    const auth = page.connect();
    heard();
    auth.retry();
    expect([heard(), page.closed]).toEqual([[], 0]);
  });

  test('everybody who leaves is told to the other tabs, once it is', async () => {
    const told: unknown[] = [];
    vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation((message) => void told.push(message));
    const auth = page.connect();
    auth.setOptions({ userId: bob });
    void auth.signOut();
    await page.arrives();
    const left = told.filter((message) => (message as { type: string }).type === 'signed-out');
    expect(left).toMatchObject([{ userId: ann }, { userId: bob }]);
  });

  test('a sign-out has its cause for good', async () => {
    const auth = page.connect();
    void auth.signOut();
    await page.arrives();
    page.disconnect();
    await pass(0);
    expect(auth.getState().authToken).toEqual({ status: 'signed-out', cause: 'signed-out' });
  });

  test('v1 has no token to capture, which is no failure', async () => {
    document.body.append(Object.assign(document.createElement('iframe'), { id: v1FrameId }));
    const widget = (window as WidgetWindow).Microsoft?.Omnichannel?.LiveChatWidget;
    Object.assign(widget ?? {}, { LiveChatBootstrapperWebChat: { isLCWReady: true } });
    page.connect();
    expect(page.events.map(({ type }) => type)).not.toContain('registration-failed');
    await page.arrives();
    expect(page.ask()[0]).toBeTypeOf('string');
  });

  test.each([
    ['at once while nobody is signed in', null, 1],
    ['with a token otherwise', ann, 0],
  ])('startChat opens the chat %s', async (_when, userId, opened) => {
    const auth = page.connect({ userId });
    const startChat = vi.spyOn(sdk()!, 'startChat');
    const started = auth.startChat();
    await pass(100);
    expect(startChat).toHaveBeenCalledTimes(opened);
    await page.arrives();
    await started;
    expect(startChat).toHaveBeenCalledOnce();
  });

  test('completeSignIn waits for it, and does nothing where it does not load', async () => {
    const auth = page.connect();
    const completed = auth.completeSignIn();
    await page.fails();
    await expect(completed).resolves.toBeUndefined();
  });
});
