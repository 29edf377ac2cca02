/**
 * A state with subscribers.
 * It is not shared with the store of @lcw-auth/core, which is internal. The simulator imports from core only types and the check of
 * context variables, so that it can be tested against any version of core. The two stores also differ. Core has transactions, and it
 * isolates the errors of an app's listeners. Here listeners run at once, and the error of a listener is a mistake in the simulator or
 * in a test, so it must reach the caller.
 */
export interface Store<State> {
  /** Returns the current state. */
  get(): State;
  /** Merges the changes and notifies listeners, unless all values are equal. */
  change(changes: Partial<State>): void;
  /** Calls `listener` after every change. Returns a function that unsubscribes. */
  subscribe(listener: () => void): () => void;
}

/** Creates a store with a first state. */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    change(changes) {
      const differs = (Object.keys(changes) as (keyof State)[]).some((key) => !Object.is(state[key], changes[key]));
      if (!differs) return;
      state = { ...state, ...changes };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
