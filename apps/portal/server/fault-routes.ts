import type { FaultBoard, Faults } from '@lcw-auth/simulator';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** What goes wrong on the server: GET reads it, PUT replaces it. For a demo on loopback, never for the internet. */
export function faultRoutes(board: FaultBoard): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json(board.get()));
  app.put('/', bodyLimit({ maxSize: 4096 }), async (c) => {
    const faults: unknown = await c.req.json().catch(() => null);
    if (typeof faults !== 'object' || faults === null || Array.isArray(faults))
      return c.json({ error: 'The faults must be an object.' }, 400);
    board.set(faults as Faults);
    return c.json(board.get());
  });
  return app;
}
