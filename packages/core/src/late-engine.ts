import type * as engineModule from './engine.js';
import type { Engine } from './engine.js';
import { firstError, type LiveChatAuthError } from './errors.js';

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
  /** Tells the engine what happened, in order; it may hear of it later. */
  tell(call: (engine: Engine) => void): void;
  /** Loads it: in the same tick where its chunk is there already. Null where it cannot be loaded. */
  load(): Promise<Engine | null>;
  /** Asks it now, or once it is there and knows all that happened; `otherwise` where that is not within `ms`. */
  ask<T>(ms: number, call: (engine: Engine) => T | Promise<T>, otherwise: () => T): T | Promise<T>;
  /** Whoever asked is not signed in any more: `otherwise` for all who wait. */
  dropAsks(): void;
}

interface Surroundings {
  create(module: EngineModule): Engine;
  /** It is there, and knows all that happened. */
  onThere(engine: Engine): void;
  onFailure(error: LiveChatAuthError): void;
}

export function createLateEngine({ create, onThere, onFailure }: Surroundings): LateEngine {
  let engine: Engine | null = null;
  const told: ((engine: Engine) => void)[] = [];
  const asked = new Set<(engine: Engine | null) => void>();

  function begin(module: EngineModule): Engine {
    if (engine) return engine;
    engine = create(module);
    for (const call of told.splice(0)) call(engine);
    onThere(engine);
    answerAll(engine);
    return engine;
  }

  function answerAll(by: Engine | null) {
    for (const answer of [...asked]) answer(by);
  }

  async function load(): Promise<Engine | null> {
    if (loaded) return begin(loaded);
    try {
      return begin(await loadEngine());
    } catch (error) {
      answerAll(null);
      onFailure(error as LiveChatAuthError);
      return null;
    }
  }

  return {
    now: () => engine,
    tell(call) {
      if (engine) call(engine);
      else told.push(call);
    },
    load,
    ask(ms, call, otherwise) {
      if (engine) return call(engine);
      return new Promise((resolve) => {
        const answer = (by: Engine | null) => {
          clearTimeout(limit);
          asked.delete(answer);
          resolve(by ? call(by) : otherwise());
        };
        const limit = setTimeout(answer, ms, null);
        asked.add(answer);
        void load();
      });
    },
    dropAsks: () => answerAll(null),
  };
}
