import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { NetworkFailure, type FaultBoard } from '@lcw-auth/simulator';
import { Hono, type Context, type Handler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** The faults of the server: GET reads them, PUT replaces them. For a demo on loopback only. */
export function faultRoutes(board: FaultBoard): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json(board.get()));
  app.put('/', bodyLimit({ maxSize: 4096 }), async (c) => {
    const faults: unknown = await c.req.json().catch(() => null);
    if (typeof faults !== 'object' || faults === null || Array.isArray(faults))
      return c.json({ error: 'The faults must be an object.' }, 400);
    board.set(faults);
    return c.json(board.get());
  });
  return app;
}

/** Responds as the endpoint does. A simulated network failure breaks the connection without a response. */
export function answerWith(endpoint: (request: Request) => Promise<Response>, tell: (response: Response) => void): Handler {
  return async (c: Context) => {
    try {
      const response = await endpoint(c.req.raw);
      tell(response);
      return response;
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error;
      const { incoming } = c.env as HttpBindings;
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
  };
}
