import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { pair } from './patient.fixture.js';
import { runInProcess } from './terminal.fixture.js';

/** Runs the program against a server, and stops it as Ctrl+C does when the server is asked for a path that ends with `/stop`. */
async function stopped(args: (base: string) => readonly string[]): Promise<{ code: number; out: string; err: string; asked: string[] }> {
  const stop = new AbortController();
  const asked: string[] = [];
  const answer: RequestListener = ({ url = '' }, response) => {
    asked.push(url);
    if (url.endsWith('/stop')) stop.abort();
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(pair.publicKey);
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const run = await runInProcess(args(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), { stopped: stop.signal });
    return { ...run, asked };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test('a stop while the public keys are fetched is told as a stop, and no fault of the server', async () => {
  const verified = await stopped((base) => ['verify', 'e30.e30.AA', '--public-key-url', `${base}/stop`]);
  expect(verified).toMatchObject({ code: 1, out: '', err: 'Stopped.\n' });
});

test.each([[[]], [['--json']]])('a stop ends the doctor (%j) at once, without a verdict and without further requests', async (args) => {
  const examined = await stopped((base) => ['doctor', '--public-key-url', `${base}/key`, '--token-url', `${base}/stop`, ...args]);
  expect(examined).toEqual({ code: 1, out: '', err: 'Stopped.\n', asked: ['/key', '/stop'] });
});
