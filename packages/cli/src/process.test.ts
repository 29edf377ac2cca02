import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from './files/temporary-folder.fixture.js';
import { lcwAuth, resultOf, start } from './program.fixture.js';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const expired = `${part({ alg: 'RS256' })}.${part({ exp: 1, sub: 'a' })}.AA`;

test('prints its version', async () => {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  expect(await lcwAuth(['--version'])).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
});

test('writes no colours and no spinner without a terminal', async () => {
  const run = await lcwAuth(['keygen', '--out', temporaryFolder()]);
  expect(run.out + run.err).not.toContain('\u001B');
  expect(run.err).toBe('');
});

const signals = ['SIGINT', 'SIGTERM'] as const;

describe.each(signals)('%s', (signal) => {
  test('ends a command that waits for input', async () => {
    const child = start(['decode']);
    const result = resultOf(child);
    // This is more than a pipe can hold. When all of it is written, the command is reading and waits for the end of the input.
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

/** A device that is always full. */
function fullDevice(): number {
  const descriptor = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(descriptor));
  return descriptor;
}

test.each([
  [['--help'], 0],
  [['decode', expired], 1],
])('a reader that closes standard output early does not change the exit code: %j ends with %i', async (args, code) => {
  const child = start(args);
  child.stdout?.destroy();
  expect(await resultOf(child)).toMatchObject({ code, err: '' });
});

test.each([
  [['--unknown'], 2],
  [['decode', 'x'], 1],
])('a reader that closes standard error early does not change the exit code: %j ends with %i', async (args, code) => {
  const child = start(args);
  child.stderr?.destroy();
  expect(await resultOf(child)).toMatchObject({ code, out: '' });
});

test('a result that cannot be written causes exit code 1 and one line with the reason', async () => {
  const run = await lcwAuth(['--help'], { stdio: ['pipe', fullDevice(), 'pipe'] });
  expect(run).toMatchObject({ code: 1, err: 'Standard output cannot be written: the disk is full.\n' });
});

test('the exit code does not change when no output can be written', async () => {
  const full = fullDevice();
  expect((await lcwAuth(['--unknown'], { stdio: ['pipe', full, full] })).code).toBe(2);
  expect((await lcwAuth(['decode', expired], { stdio: ['pipe', full, full] })).code).toBe(1);
});

test('serve continues when the reader of its output closes the pipe', async () => {
  const child = start(['serve', '--port', '0', '--json'], { cwd: temporaryFolder() });
  if (!child.stdout) throw new Error('The program has no output.');
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  child.stdout.destroy();
  const { publicKeyUrl } = JSON.parse(line) as { publicKeyUrl: string };
  expect((await fetch(publicKeyUrl)).status).toBe(200);
});
