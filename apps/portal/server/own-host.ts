import type { MiddlewareHandler } from 'hono';

/** Answers only under the portal's own host names: a page elsewhere cannot point a name of its own at this loopback port. */
export function ownHostOnly(origin: string): MiddlewareHandler {
  const { port } = new URL(origin);
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`));
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hosts.has(host)) return c.text(`This portal answers on ${origin}.`, 421);
    return next();
  };
}
