import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from './files/temporary-folder.fixture.js';
import { resultOf, start } from './program.fixture.js';

const signals = ['SIGINT', 'SIGTERM'] as const;

describe.each(signals)('%s', (signal) => {
  test('ends a command that waits for input', async () => {
    const child = start(['decode']);
    const result = resultOf(child);
    // More than the buffer of a pipe. When all of it is written, the command is reading and waits for the rest.
    await new Promise((resolve) => child.stdin?.write('e'.repeat(500_000), resolve));
    child.kill(signal);
    expect(await result).toEqual({ code: null, signal, out: '', err: '' });
  });

  test.each([
    ['verify', 'e30.e30.AA', '--public-key-url'],
    ['doctor', '--public-key-url'],
    ['doctor', '--json', '--token-url'],
  ])('ends %s while a server does not respond, without a result', async (...args) => {
    const server = createServer();
    const requested = once(server, 'request');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => server.close().closeAllConnections());
    const child = start([...args, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`]);
    const result = resultOf(child);
    await requested;
    child.kill(signal);
    expect(await result).toEqual({ code: null, signal, out: '', err: '' });
  });

  test('stops serve with exit code 0', async () => {
    const child = start(['serve', '--port', '0', '--json'], { cwd: temporaryFolder() });
    const result = resultOf(child);
    if (!child.stdout) throw new Error('The program has no output.');
    await once(createInterface({ input: child.stdout }), 'line');
    child.kill(signal);
    expect(await result).toMatchObject({ code: 0, signal: null, err: '' });
  });
});
