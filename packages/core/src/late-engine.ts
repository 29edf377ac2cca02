import type * as engineModule from './engine.js';
import type { Engine } from './engine.js';
import { firstError, type LiveChatAuthError } from './errors.js';
import { safely } from './safely.js';

type EngineModule = typeof engineModule;

// The page's one copy, as the module cache keeps it anyway: who comes after it is there gets it in the same tick.
let loaded: EngineModule | null = null;
let loading: Promise<EngineModule> | null = null;

/**
 * Loads the engine's chunk, once a page.
 * @throws LiveChatAuthError 'engine-not-loaded'; the next call tries again.
 */
export function loadEngine(): Promise<EngineModule> {
  loading ??= import('./engine.js').then(
    (module) => (loaded = module),
    () => {
      loading = null;
      throw firstError('engine-not-loaded');
    },
  );
  return loading;
}

/**
 * Loads ahead what a client loads when it connects, e.g. while the page is idle, or before a test on fake time, which does not
 * wait for a chunk on its way.
 * @throws LiveChatAuthError 'engine-not-loaded'.
 */
export async function preloadLiveChatAuth(): Promise<void> {
  await loadEngine();
}

/** A client's engine, which may be on its way yet. */
export interface LateEngine {
  /** The engine where it is there, else null. */
  now(): Engine | null;
  /** Tells the engine what happened; it may hear of it later, in order, and only of the last of each kind. */
  tell(kind: string, call: (engine: Engine) => void): void;
  /** Loads it: in the same tick where its chunk is there already. Null where it cannot be loaded. */
  load(): Promise<Engine | null>;
  /** Asks it now, or once it is there and knows all that happened; `otherwise` where that is not within `ms`, or the signal aborts. */
  ask<T>(ms: number, call: (engine: Engine) => T | Promise<T>, otherwise: () => T, signal?: AbortSignal): T | Promise<T>;
  /** Whoever asked is not signed in any more: `otherwise` for all who wait. */
  dropAsks(): void;
  /** The client is disconnected: nobody waits any more, and what happened is of no interest. */
  forget(): void;
}

interface Surroundings {
  create(module: EngineModule): Engine;
  /** It is there: to be started before it hears what happened. */
  onThere(engine: Engine): void;
  /** It is not to be had, for now: told once for each time it was tried, and when somebody waited in vain. */
  onFailure(error: LiveChatAuthError): void;
}

export function createLateEngine({ create, onThere, onFailure }: Surroundings): LateEngine {
  let engine: Engine | null = null;
  let trying: Promise<Engine | null> | null = null;
  const told = new Map<string, (engine: Engine) => void>();
  const asked = new Set<(engine: Engine | null) => void>();

  function begin(module: EngineModule): Engine {
    if (engine) return engine;
    const begun = (engine = create(module));
    safely(() => onThere(begun));
    for (const call of told.values()) safely(() => call(begun));
    told.clear();
    answerAll(begun);
    return begun;
  }

  function answerAll(by: Engine | null) {
    for (const answer of [...asked]) answer(by);
  }

  function fail(error: LiveChatAuthError) {
    onFailure(error);
    answerAll(null);
    return null;
  }

  function load(): Promise<Engine | null> {
    if (loaded) return Promise.resolve(begin(loaded));
    trying ??= loadEngine()
      .then(begin, fail)
      .finally(() => {
        trying = null;
      });
    return trying;
  }

  return {
    now: () => engine,
    tell(kind, call) {
      if (engine) return call(engine);
      told.delete(kind);
      told.set(kind, call);
    },
    load,
    ask(ms, call, otherwise, signal) {
      if (engine) return call(engine);
      return new Promise((resolve) => {
        const answer = (by: Engine | null) => {
          clearTimeout(limit);
          signal?.removeEventListener('abort', giveUp);
          asked.delete(answer);
          resolve(by ? call(by) : otherwise());
        };
        const giveUp = () => answer(null);
        const limit = setTimeout(() => {
          onFailure(firstError('engine-not-loaded'));
          giveUp();
        }, ms);
        asked.add(answer);
        if (signal?.aborted) return giveUp();
        signal?.addEventListener('abort', giveUp);
        void load();
      });
    },
    dropAsks: () => answerAll(null),
    forget() {
      answerAll(null);
      told.clear();
    },
  };
}
