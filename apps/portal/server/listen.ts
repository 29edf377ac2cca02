import type { Server } from 'node:http';
import { connect } from 'node:net';

/** Number of ports that are tried. */
const tries = 20;

/**
 * Makes a server listen on the first free port from `port` upwards (0: any free port), on 127.0.0.1 only; returns the port.
 * A port also counts as taken when a server responds on ::1, because a browser may try that address first.
 * @throws When none of the 20 ports is free.
 */
export async function listenOnFreePort(server: Server, port: number): Promise<number> {
  for (let candidate = port; candidate < port + tries; candidate += 1) {
    if (candidate !== 0 && (await answers(candidate, '::1'))) continue;
    const taken = await listen(server, candidate);
    if (taken !== null) return taken;
    if (candidate === 0) break;
  }
  throw new Error(`There is no free port from ${port} to ${port + tries - 1}. Set PORT to a number outside this range.`);
}

/** Closes a server and the responses that live views keep open. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    const end = (taken: boolean): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

function listen(server: Server, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    };
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
