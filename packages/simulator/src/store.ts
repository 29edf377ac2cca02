/**
 * A state with subscribers.
 * It is not shared with the store of @lcw-auth/core, which is internal: the simulator imports only types and codes from core, so
 * that it can be tested against any version of it. It also differs: core isolates the errors of an app's listeners, while here an
 * error of a listener is a mistake in the simulator or a test and must be visible; and here a change to equal values notifies no listener.
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
