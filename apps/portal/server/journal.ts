import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Step } from '../shared/timeline.js';

/** Reports the server's steps to the timeline. Stores nothing. */
export interface Journal {
  write(step: Omit<Step, 'at'>): void;
  /** Calls `listener` for every step from now on. Returns a function that unsubscribes. */
  subscribe(listener: (step: Step) => void): () => void;
}

export function createJournal(clock: () => number = Date.now): Journal {
  const listeners = new Set<(step: Step) => void>();
  return {
    write(step) {
      for (const listener of listeners) listener({ ...step, at: clock() });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const heartbeat = 15_000; // ms

/** GET /: the steps, live, as server-sent events. */
export function journalRoutes(journal: Journal): Hono {
  const app = new Hono();
  app.get('/', (c) =>
    streamSSE(c, async (stream) => {
      const unsubscribe = journal.subscribe((step) => void stream.writeSSE({ data: JSON.stringify(step) }));
      stream.onAbort(unsubscribe);
      while (!stream.aborted) {
        await stream.writeSSE({ event: 'alive', data: '' });
        await stream.sleep(heartbeat);
      }
    }),
  );
  return app;
}
