import type { MiddlewareHandler } from 'hono';

/** Accepts only the portal's own host names, so that a website cannot reach this loopback port through its own DNS name. */
export function ownHostOnly(origin: string): MiddlewareHandler {
  const { port } = new URL(origin);
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`));
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hosts.has(host)) return c.text(`This portal accepts requests to ${origin} only.`, 421);
    return next();
  };
}
