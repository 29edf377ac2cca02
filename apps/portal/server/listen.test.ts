import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { closeServer, listenOnFreePort } from './listen.js';

it('uses the next port when the first is in use', async () => {
  const [first, second] = [createServer(), createServer()];
  const taken = await listenOnFreePort(first, 0);
  expect(await listenOnFreePort(second, taken)).toBeGreaterThan(taken);
  await Promise.all([closeServer(first), closeServer(second)]);
});

it('treats a port as in use when a server responds on ::1', async () => {
  const [first, second] = [createServer(), createServer()];
  const hasIpv6 = await new Promise<boolean>((resolve) => {
    first.once('error', () => resolve(false));
    first.listen(0, '::1', () => resolve(true));
  });
  const address = first.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const got = await listenOnFreePort(second, port);
  // A machine without IPv6 has no address ::1.
  expect(got !== port || !hasIpv6).toBe(true);
  await Promise.all([...(hasIpv6 ? [closeServer(first)] : []), closeServer(second)]);
});
