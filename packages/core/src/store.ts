import { safely } from './safely.js';

/** A plain store: one immutable state, listeners told after each change. */
export interface Store<State> {
  get(): State;
  /** Replaces some parts. */
  set(parts: Partial<State>): void;
  subscribe(listener: () => void): () => void;
}

/** A store that starts at `initial`. */
export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(parts) {
      state = { ...state, ...parts };
      for (const listener of [...listeners]) safely(listener);
    },
    subscribe(listener) {
      // One function subscribed twice counts twice.
      const own = listeners.has(listener) ? () => listener() : listener;
      listeners.add(own);
      return () => listeners.delete(own);
    },
  };
}
