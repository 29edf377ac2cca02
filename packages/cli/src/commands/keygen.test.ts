import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.fixture.js';
import { runInProcess } from '../terminal/terminal.fixture.js';

const bert = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
let cwd: string;
const at = (file: string): string => join(cwd, file);

beforeEach(() => {
  cwd = temporaryFolder();
});

test('creates a PEM pair with a private key that only its owner can read, and shows no key', async () => {
  const run = await runInProcess(['keygen', '--out', at('keys')]);
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(run.out).toMatch(/^Created the key /);
  expect(run.out).not.toContain('BEGIN');
  const { mode } = await stat(at('keys/private_key.pem'));
  expect(mode & 0o777).toBe(0o600);
  expect(await readFile(at('keys/public_key.pem'), 'utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----/);
});

test('never overwrites a file, and never leaves only one file of a pair', async () => {
  await writeFile(at('public_key.pem'), 'mine');
  const run = await runInProcess(['keygen', '--out', cwd]);
  expect(run.code).toBe(1);
  expect(run.err).toContain('public_key.pem cannot be written: it exists already.');
  expect(await readdir(cwd)).toEqual(['public_key.pem']);
  expect(await readFile(at('public_key.pem'), 'utf8')).toBe('mine');
});

test('creates a key ring whose key then signs', async () => {
  const created = await runInProcess(['keygen', '--key-ring', at('ring'), '--json']);
  const { kid } = JSON.parse(created.out) as { kid: string };
  expect(await readdir(at('ring'))).toEqual([`lcw-auth.${kid}.pem`]);
  const signed = await runInProcess(['token', '--issuer', 'contosohelp.com', '--sub', bert, '--key-ring', at('ring')]);
  expect(Buffer.from(signed.out.split('.')[0] ?? '', 'base64url').toString()).toContain(kid);
});

test('keeps an existing key ring', async () => {
  await runInProcess(['keygen', '--key-ring', at('ring')]);
  const before = await readdir(at('ring'));
  const run = await runInProcess(['keygen', '--key-ring', at('ring'), '--bits', '4096', '--json']);
  expect(run).toMatchObject({ code: 1, out: '', err: `${at('ring')} holds a key ring already. Choose another folder.\n` });
  expect(await readdir(at('ring'))).toEqual(before);
});

test('creates a key ring in a folder that holds other files', async () => {
  await writeFile(at('settings.json'), '{}');
  const run = await runInProcess(['keygen', '--key-ring', cwd, '--json']);
  const { kid } = JSON.parse(run.out) as { kid: string };
  expect((await readdir(cwd)).toSorted()).toEqual([`lcw-auth.${kid}.pem`, 'settings.json']);
});

test('reports why it cannot write', async () => {
  await writeFile(at('file'), '');
  const run = await runInProcess(['keygen', '--out', at('file')]);
  expect(run).toMatchObject({ code: 1, err: `The folder ${at('file')} cannot be created: it exists already.\n` });
  const ring = await runInProcess(['keygen', '--key-ring', at('file')]);
  expect(ring.code).toBe(1);
  expect(ring.err).toContain(`The key ring in ${at('file')} cannot be used: a part of its path is not a folder. Fix the folder`);
});
