import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveChatAuthError } from './errors.js';
import { createStore } from './store.js';

interface Example {
  count: number;
  part: { name: string; error: Error | null };
  list: readonly string[];
}
const initial: Example = { count: 0, part: { name: 'a', error: null }, list: [] };
const listener = () => vi.fn<() => void>();

describe('set', () => {
  test('replaces the state and keeps the identity of unchanged parts', () => {
    const store = createStore(initial);
    store.set({ count: 1 });
    expect(store.get()).toEqual({ ...initial, count: 1 });
    expect(store.get().part).toBe(initial.part);
    expect(initial.count).toBe(0);
  });

  test('with a shallowly equal part changes nothing and calls no listener', () => {
    const store = createStore(initial);
    const listens = listener();
    store.subscribe(listens);
    store.set({ count: 0, part: { name: 'a', error: null } });
    expect(store.get()).toBe(initial);
    expect(listens).not.toHaveBeenCalled();
  });

  test.each([
    ['a changed field', { name: 'b', error: null }],
    ['an additional field', { name: 'a', error: null, more: 1 }],
    ['another error of the same kind', { name: 'a', error: new LiveChatAuthError('token-timeout') }],
  ])('with %s changes the part', (_what, part) => {
    const store = createStore(initial);
    store.set({ part });
    expect(store.get().part).toBe(part);
  });

  test('compares errors by identity', () => {
    const store = createStore<{ error: Error }>({ error: new Error('same') });
    const error = new Error('same');
    store.set({ error });
    expect(store.get().error).toBe(error);
  });
});

describe('subscribe', () => {
  test('calls a listener after each change until it ends', () => {
    const store = createStore(initial);
    const listens = listener();
    const unsubscribe = store.subscribe(listens);
    store.set({ count: 1 });
    store.set({ count: 2 });
    unsubscribe();
    store.set({ count: 3 });
    expect(listens).toHaveBeenCalledTimes(2);
  });

  test('treats one function that subscribes twice as two listeners', () => {
    const store = createStore(initial);
    const listens = listener();
    const [first] = [store.subscribe(listens), store.subscribe(listens)];
    first();
    store.set({ count: 1 });
    expect(listens).toHaveBeenCalledOnce();
  });
});

describe('transaction', () => {
  test('calls listeners once, after the outermost change, and returns its result', () => {
    const store = createStore(initial);
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.get().count));
    const result = store.transaction(() => {
      store.set({ count: 1 });
      store.transaction(() => store.set({ count: 2 }));
      expect(seen).toEqual([]);
      store.set({ count: 3 });
      return 'done';
    });
    expect(result).toBe('done');
    expect(seen).toEqual([3]);
  });

  test('keeps the order of notifications', () => {
    const store = createStore(initial);
    const seen: string[] = [];
    store.subscribe(() => seen.push('listener'));
    store.transaction(() => {
      store.notify(() => seen.push('before'));
      store.set({ count: 1 });
      store.notify(() => seen.push('after'));
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual(['before', 'listener', 'after']);
  });

  test('notifies also after a change that throws', () => {
    const store = createStore(initial);
    const listens = listener();
    store.subscribe(listens);
    const change = () => {
      store.set({ count: 1 });
      throw new Error('failed');
    };
    expect(() => store.transaction(change)).toThrow('failed');
    expect(listens).toHaveBeenCalledOnce();
  });

  test('lets a listener change the state, and then calls all listeners again', () => {
    const store = createStore(initial);
    const seen: number[] = [];
    store.subscribe(() => store.get().count === 1 && store.set({ count: 2 }));
    store.subscribe(() => seen.push(store.get().count));
    store.set({ count: 1 });
    expect(seen.at(-1)).toBe(2);
  });
});

describe('A listener that throws', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('does not stop the other listeners, and its error reaches the error handlers of the page', () => {
    const store = createStore(initial);
    const listens = listener();
    store.subscribe(() => {
      throw new Error('a listener failed');
    });
    store.subscribe(listens);
    store.set({ count: 1 });
    expect(listens).toHaveBeenCalledOnce();
    expect(() => vi.runAllTimers()).toThrow('a listener failed');
  });
});
