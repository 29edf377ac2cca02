import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, oneof, string, tuple, uint8Array } from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer, ec, examine, pair, weak } from './doctor/portal.fixture.js';
import { runInProcess } from './terminal/terminal.fixture.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lcw-auth-fuzz-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Returns the problem with the result of a run: an unknown exit code, a missing message, a stack trace or a secret. Null when there is none. */
function problemOf({ code, out, err }: { code: number | null; out: string; err: string }, secret = ''): string | null {
  if (code !== 0 && code !== 1 && code !== 2) return `exit code ${code}`;
  if (code !== 0 && out + err === '') return 'a failure without a message';
  if (/^\s+at .*:\d+:\d+/m.test(out + err)) return 'a stack trace';
  return secret !== '' && (out + err).includes(secret) ? 'a secret' : null;
}

const commands = constantFrom('keygen', 'token', 'decode', 'verify', 'doctor');
const words = oneof(
  constantFrom(
    '--json',
    '--help',
    '--key',
    '--sub',
    '--issuer',
    '--context',
    '--lifetime',
    '--public-key',
    '--token-url',
    '--header',
    '--origin',
    '--',
    '-',
    '--bits',
    '=',
  ),
  string({ maxLength: 30 }),
  string({ unit: 'binary', maxLength: 30 }),
);

test('random arguments end with an exit code and a message, never with a stack trace', async () => {
  await assert(
    asyncProperty(tuple(commands, array(words, { maxLength: 5 })), async ([command, args]) => {
      // Other tests check how the commands write files and send requests.
      const harmless =
        command === 'keygen' ? [command, '--bits', '1', ...args] : [command, ...args.filter((word) => !word.startsWith('http'))];
      expect(problemOf(await runInProcess(harmless))).toBeNull();
    }),
    { numRuns: 500 },
  );
});

test('random tokens are decoded or refused, never accepted', async () => {
  const part = oneof(string(), constantFrom('e30', 'eyJhbGciOiJSUzI1NiJ9', 'bnVsbA', 'W10'));
  await assert(
    asyncProperty(
      oneof(
        string({ unit: 'binary' }),
        tuple(part, part, part).map((parts) => parts.join('.')),
      ),
      async (token) => {
        const decoded = await runInProcess(['decode'], { input: token });
        expect(problemOf(decoded)).toBeNull();
        expect(decoded.code).not.toBe(0);
        expect(decoded.out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      },
    ),
    { numRuns: 500 },
  );
});

test('random bytes, damaged PEM and other kinds of keys end with exit code 1, without showing the key', async () => {
  const files: [name: string, content: string | Uint8Array][] = [
    ['random', randomBytes(3_000)],
    ['empty', ''],
    ['cut', pair.privateKey.slice(0, 700)],
    ['rsa-1024', weak.privateKey],
    ['ec', ec.privateKey],
    ['public', pair.publicKey],
    ['huge', 'A'.repeat(3_000_000)],
  ];
  for (const [name, content] of files) {
    const file = join(folder, name);
    await writeFile(file, content);
    for (const args of [
      ['token', '--issuer', 'i', '--sub', 's', '--key', file],
      ['verify', 'e30.e30.AA', '--public-key', file],
    ]) {
      const run = await runInProcess(args);
      expect(problemOf(run, pair.privateKey.slice(100, 130))).toBeNull();
      expect(run.code).toBe(1);
      expect((run.out + run.err).length).toBeLessThan(1_000);
    }
  }
}, 60_000);

test('a key file of random bytes never succeeds', async () => {
  const file = join(folder, 'bytes');
  await assert(
    asyncProperty(uint8Array({ maxLength: 200 }), async (bytes) => {
      await writeFile(file, bytes);
      const run = await runInProcess(['token', '--issuer', 'i', '--sub', 's', '--key', file]);
      expect(problemOf(run)).toBeNull();
      expect(run.code).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
});

test('the doctor completes its checks of a server with random answers, and never passes it', async () => {
  const types = constantFrom('text/plain', 'text/html', 'application/json', 'x');
  await assert(
    asyncProperty(
      constantFrom(200, 201, 204, 301, 400, 401, 418, 503),
      types,
      string({ unit: 'binary', maxLength: 300 }),
      async (status, type, body) => {
        const random = answer(status, { 'content-type': type, location: '/\u00ff', 'x-responded-json': '{' }, status === 204 ? '' : body);
        const { code, text } = await examine({ token: random, publicKey: random });
        expect(problemOf({ code, out: text, err: '' }, 'very-secret-session')).toBeNull();
        expect(code).toBe(1);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

test('a server with huge headers or a huge body does not stop the doctor', async () => {
  const huge = await examine({
    publicKey: answer(200, { 'x-huge': 'x'.repeat(60_000) }, pair.publicKey),
    token: answer(200, {}, 'x'.repeat(5_000_000)),
  });
  expect(huge.code).toBe(1);
  expect(huge.findings['public-key-reachable']?.detail).toContain('its headers are too large');
  expect(huge.findings['token-type']?.status).toBe('fail');
});
