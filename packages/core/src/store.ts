import { reportErrors } from './foreign-code.js';

/** Holds one immutable state and notifies listeners after each change. */
export interface Store<State> {
  get(): State;
  /** Replaces parts of the state. A part that is shallowly equal to the current part is kept, and no listener is called for it. */
  set(parts: Partial<State>): void;
  subscribe(listener: () => void): () => void;
  /**
   * Runs several changes as one. Listeners and `notify` calls run after the outermost transaction has ended,
   * so the app's code never runs in the middle of a change. It may therefore change the user or the options.
   */
  transaction<Result>(change: () => Result): Result;
  /** Calls the app's code now, or after the running transaction. */
  notify(notification: () => void): void;
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial;
  let openTransactions = 0;
  const listeners = new Set<() => void>();
  const pending: (() => void)[] = [];

  const callListeners = () => {
    for (const listener of [...listeners]) reportErrors(listener);
  };

  function flush() {
    while (openTransactions === 0 && pending.length > 0) reportErrors(pending.shift()!);
  }

  function notify(notification: () => void) {
    pending.push(notification);
    flush();
  }

  return {
    get: () => state,
    set(parts) {
      const changed = Object.entries(parts).filter(([name, part]) => !isShallowEqual(part, state[name as keyof State]));
      if (changed.length === 0) return;
      state = { ...state, ...Object.fromEntries(changed) };
      if (!pending.includes(callListeners)) notify(callListeners);
    },
    subscribe(listener) {
      // A wrapper, so that one function subscribed twice is called twice.
      const own = () => listener();
      listeners.add(own);
      return () => listeners.delete(own);
    },
    transaction(change) {
      openTransactions += 1;
      try {
        return change();
      } finally {
        openTransactions -= 1;
        flush();
      }
    },
    notify,
  };
}

function isShallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || a instanceof Error || b instanceof Error) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.is((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
