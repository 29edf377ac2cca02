import { describe, expect, test, vi } from 'vitest';
import { createLiveChatAuth } from './index.js';

describe('On a server, without a window', () => {
  test('importing the library and creating a client touch no window', () => {
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

  test('getServerState keeps returning the state at creation, for hydration', () => {
    const auth = createLiveChatAuth({ userId: 'ann', getAuthToken: async () => null });
    const before = auth.getServerState();
    auth.setOptions({ userId: null });
    expect(auth.getServerState()).toBe(before);
    expect(auth.getState()).not.toBe(before);
  });

  test('getAuthToken works', async () => {
    const auth = createLiveChatAuth({ userId: 'ann', getAuthToken: async () => null });
    expect(await auth.getAuthToken()).toBeNull();
    expect(auth.getState().authToken).toEqual({ status: 'signed-out', cause: 'session-ended' });
  });
});

describe('The state of a client', () => {
  test('calls the listeners after each change only', () => {
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

  test('keeps unchanged parts as the same objects', () => {
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const before = auth.getState();
    auth.setOptions({ userId: 'ann' });
    expect(auth.getState()).not.toBe(before);
    expect(auth.getState().widget).toBe(before.widget);
    expect(auth.getState().botSso).toBe(before.botSso);
  });

  test('treats one function that subscribes twice as two listeners', () => {
    const auth = createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const listener = vi.fn<() => void>();
    const [first] = [auth.subscribe(listener), auth.subscribe(listener)];
    first();
    auth.setOptions({ userId: 'ann' });
    expect(listener).toHaveBeenCalled();
  });
});
