import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** A separate portal: its server, its identity provider, its Omnichannel and its data. */
export interface PortalServer {
  origin: string;
  stop(): Promise<void>;
}

/** Starts the built portal on a free port. Rejects when it ends before it answers. */
export async function startPortal(): Promise<PortalServer> {
  const server = fork(resolve(import.meta.dirname, 'serve.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ended = once(server, 'exit');
  const [origin] = (await Promise.race([once(server, 'message'), ended])) as unknown[];
  if (typeof origin !== 'string') throw new Error('The portal ended before it answered.');
  return {
    origin,
    async stop() {
      // Ctrl+C also ends the portal itself. It is then no longer connected.
      if (server.connected) server.disconnect();
      await ended;
    },
  };
}
