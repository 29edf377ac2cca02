/** A value that others may watch. */
export interface Store<State> {
  get(): State;
  /** Merges; tells listeners, unless nothing differs. */
  change(changes: Partial<State>): void;
  subscribe(listener: () => void): () => void;
}

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
