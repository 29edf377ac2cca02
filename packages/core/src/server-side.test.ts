import { describe, expect, test, vi } from 'vitest';
import { createLiveChatAuth } from './index.js';

describe('Rule 17: on a server there is no window, and nothing needs one', () => {
  test('import and creation touch nothing', () => {
    expect(typeof window).toBe('undefined');
    const getAuthToken = vi.fn<() => Promise<null>>();
    const auth = createLiveChatAuth({ userId: 'ann', getAuthToken, botSso: { getToken: async () => null } });
    expect(auth.getServerState()).toEqual({
      userId: 'ann',
      widget: { status: 'waiting' },
      authToken: { status: 'pending' },
      chat: { status: 'closed' },
      botSso: { status: 'idle', cards: [] },
    });
    expect(auth.getState()).toBe(auth.getServerState());
    auth.setOptions({ userId: null });
    expect(getAuthToken).not.toHaveBeenCalled();
  });

  test('the state of the server stays what it was: that is what hydration compares', () => {
    const auth = createLiveChatAuth({ userId: 'ann', getAuthToken: async () => null });
    const before = auth.getServerState();
    auth.setOptions({ userId: null });
    expect(auth.getServerState()).toBe(before);
    expect(auth.getState()).not.toBe(before);
  });

  test('a token can be asked for without a page', async () => {
    const auth = createLiveChatAuth({ userId: 'ann', getAuthToken: async () => null });
    expect(await auth.getAuthToken()).toBeNull();
    expect(auth.getState().authToken).toEqual({ status: 'signed-out', cause: 'session-ended' });
  });
});

describe('The state is a store', () => {
  test('that tells its listeners after each change and not otherwise', () => {
    const auth = createLiveChatAuth({ userId: 'ann', getAuthToken: async () => null });
    const listener = vi.fn<() => void>();
    const unsubscribe = auth.subscribe(listener);
    auth.setOptions({ refreshBeforeExpiry: 1000 });
    expect(listener).not.toHaveBeenCalled();
    auth.setOptions({ userId: 'bob' });
    const { length } = listener.mock.calls;
    expect(length).toBeGreaterThan(0);
    unsubscribe();
    auth.setOptions({ userId: 'cat' });
    expect(listener).toHaveBeenCalledTimes(length);
  });

  test('whose unchanged parts keep their identity', () => {
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const before = auth.getState();
    auth.setOptions({ userId: 'ann' });
    expect(auth.getState()).not.toBe(before);
    expect(auth.getState().widget).toBe(before.widget);
    expect(auth.getState().botSso).toBe(before.botSso);
  });

  test('where one function subscribed twice counts twice', () => {
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const listener = vi.fn<() => void>();
    const [first] = [auth.subscribe(listener), auth.subscribe(listener)];
    first();
    auth.setOptions({ userId: 'ann' });
    expect(listener).toHaveBeenCalled();
  });
});
