import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.fixture.js';
import { lcwAuth } from '../program.fixture.js';

const bert = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
let cwd: string;

beforeEach(() => {
  cwd = temporaryFolder();
});

test('creates a PEM pair with a private key that only its owner can read, and shows no key', async () => {
  const run = await lcwAuth(['keygen', '--out', 'keys'], { cwd });
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(run.out).toMatch(/^Created the key /);
  expect(run.out).not.toContain('BEGIN');
  const { mode } = await stat(join(cwd, 'keys/private_key.pem'));
  expect(mode & 0o777).toBe(0o600);
  expect(await readFile(join(cwd, 'keys/public_key.pem'), 'utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----/);
});

test('never overwrites a file, and leaves no half of a pair', async () => {
  await writeFile(join(cwd, 'public_key.pem'), 'mine');
  const run = await lcwAuth(['keygen'], { cwd });
  expect(run.code).toBe(1);
  expect(run.err).toContain('public_key.pem cannot be written: it exists already.');
  expect(await readdir(cwd)).toEqual(['public_key.pem']);
  expect(await readFile(join(cwd, 'public_key.pem'), 'utf8')).toBe('mine');
});

test('creates a key ring whose key then signs', async () => {
  const created = await lcwAuth(['keygen', '--key-ring', 'ring', '--json'], { cwd });
  const { kid } = JSON.parse(created.out) as { kid: string };
  expect(await readdir(join(cwd, 'ring'))).toEqual([`lcw-auth.${kid}.json`]);
  const signed = await lcwAuth(['token', '--issuer', 'contosohelp.com', '--sub', bert, '--key-ring', 'ring'], { cwd });
  expect(Buffer.from(signed.out.split('.')[0] ?? '', 'base64url').toString()).toContain(kid);
});

test('keeps an existing key ring', async () => {
  await lcwAuth(['keygen', '--key-ring', 'ring'], { cwd });
  const before = await readdir(join(cwd, 'ring'));
  const run = await lcwAuth(['keygen', '--key-ring', 'ring', '--bits', '4096', '--json'], { cwd });
  expect(run).toMatchObject({ code: 1, out: '', err: 'ring holds a key ring already. Choose another folder.\n' });
  expect(await readdir(join(cwd, 'ring'))).toEqual(before);
});

test('creates a key ring in a folder that holds other files', async () => {
  await writeFile(join(cwd, 'settings.json'), '{}');
  const run = await lcwAuth(['keygen', '--key-ring', '.', '--json'], { cwd });
  const { kid } = JSON.parse(run.out) as { kid: string };
  expect((await readdir(cwd)).toSorted()).toEqual([`lcw-auth.${kid}.json`, 'settings.json']);
});

test('says why it cannot write', async () => {
  await writeFile(join(cwd, 'file'), '');
  const run = await lcwAuth(['keygen', '--out', 'file'], { cwd });
  expect(run).toMatchObject({ code: 1, err: 'The folder file cannot be created: it exists already.\n' });
  const ring = await lcwAuth(['keygen', '--key-ring', 'file'], { cwd });
  expect(ring.code).toBe(1);
  expect(ring.err).toContain('The key ring in file cannot be used: a part of its path is not a folder. Fix the folder');
});
