import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './files/temporary-folder.fixture.js';
import { runInProcess } from './terminal/terminal.fixture.js';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const expired = `${part({ alg: 'RS256' })}.${part({ exp: 1, sub: 'a' })}.AA`;

test.each([
  ['', /--out takes a FOLDER, but got an empty text/, 2],
  ['/dev/null', /The folder \/dev\/null cannot be created: it exists already/, 1],
  ['/dev/null/keys', /cannot be created: a part of its path is not a folder/, 1],
  ['a'.repeat(300), /cannot be created: the path is too long/, 1],
  ['a\0b', /cannot be created: this is not a valid path/, 1],
])('keygen reports why it cannot write to %j', async (folder, message, code) => {
  const run = await runInProcess(['keygen', '--out', folder]);
  expect(run).toMatchObject({ code, out: '' });
  expect(run.err).toMatch(message);
});

test.each(['/dev/null', '/dev/full', 'a\0b', 'a'.repeat(300)])('keygen reports that %j cannot contain a key ring', async (folder) => {
  const run = await runInProcess(['keygen', '--key-ring', folder]);
  expect(run).toMatchObject({ code: 1, out: '' });
  expect(run.err).toMatch(/^The key ring in .* cannot be used: /s);
});

test('a key file that never ends is refused', async () => {
  const run = await runInProcess(['token', '--issuer', 'i', '--sub', 's', '--key', '/dev/zero']);
  expect(run).toMatchObject({ code: 1, err: '/dev/zero has more than 1,000,000 bytes. Is it the right file?\n' });
});

// An escape sequence, a C1 control character, a right-to-left override, a zero-width joiner, a line separator, and a tag character.
const hostile = '\u001B[2J\u009B\u202E\u200D\u2028\u{E0041}\nok';
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test.each([
  [['decode', `${part({ alg: hostile, kid: hostile })}.${part({ [hostile]: hostile, sub: hostile })}.AA`], ''],
  [['decode', '--json', `${part({ alg: hostile })}.${part({ [hostile]: hostile })}.AA`], ''],
  [[hostile], ''],
  [['keygen', `--${hostile}`], ''],
  [['keygen', '--out', `/dev/null/${hostile}`], ''],
  [['verify', 'e30.e30.AA', '--public-key', hostile], ''],
  [['verify', '--json', '--public-key', '/dev/null'], `${part({ alg: hostile })}.${part({})}.AA`],
  [['doctor', '--client-function', hostile], ''],
  [['doctor', '--client-function', hostile, '--json'], ''],
])('text from arguments, files and tokens is written without control characters: %j', async (args, input) => {
  const { out, err } = await runInProcess(args, { input });
  for (const line of `${out}${err}`.split('\n')) expect(line).not.toMatch(unsafe);
});

test('a program that parses the JSON output gets the original text', async () => {
  const token = `${part({ alg: 'RS256' })}.${part({ given_name: hostile })}.AA`;
  const { out } = await runInProcess(['decode', '--json', token]);
  expect(JSON.parse(out)).toMatchObject({ payload: { given_name: hostile } });
});

test('colours are shown only on a terminal, around cleaned text', async () => {
  const styledRun = await runInProcess(['decode', expired], { isStyled: true });
  expect(styledRun.out).toContain('\u001B[1mHeader\u001B[22m');
  expect((await runInProcess(['decode', expired])).out).not.toContain('\u001B');
});

test('the error says that a file is in UTF-16', async () => {
  const file = join(temporaryFolder(), 'key.pem');
  writeFileSync(file, '\uFEFF-----BEGIN PRIVATE KEY-----', 'utf16le');
  const message = `${file} is encoded as UTF-16. Save it as UTF-8.\n`;
  expect((await runInProcess(['token', '--issuer', 'i', '--sub', 's', '--key', file])).err).toBe(message);
  expect((await runInProcess(['verify', 'e30.e30.AA', '--public-key', file])).err).toBe(message);
  const input = Buffer.from('eyJ', 'utf16le');
  expect((await runInProcess(['decode'], { input })).err).toBe('Standard input is encoded as UTF-16. Save the token as UTF-8.\n');
});
