import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from './files/temporary-folder.fixture.js';
import { lcwAuth } from './program.fixture.js';

const bert = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
let cwd: string;

beforeEach(() => {
  cwd = temporaryFolder();
});

describe('the program', () => {
  test('lists its commands, and the options of each command', async () => {
    const help = await lcwAuth(['--help']);
    expect(help.code).toBe(0);
    const names = ['init', 'serve', 'doctor', 'handover', 'keygen', 'token', 'decode', 'verify', 'types'];
    for (const name of names) expect(help.out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect((await lcwAuth(['doctor', '--help'])).out).toContain('--token-url URL');
  });

  test('shows the list and ends with 2 when no command is given', async () => {
    const run = await lcwAuth([]);
    expect(run.code).toBe(2);
    expect(run.out).toContain('Usage: lcw-auth <command>');
  });

  test('prints its version', async () => {
    const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(await lcwAuth(['--version'])).toMatchObject({ code: 0, out: `${version}\n`, err: '' });
  });

  test.each([
    [['tokens'], 'There is no command "tokens"'],
    [['keygen', '--size', '2048'], "Unknown option '--size'."],
    [['keygen', '--out'], 'argument missing'],
    [['keygen', 'here'], 'takes options only'],
    [['decode', 'a', 'b'], 'takes one TOKEN'],
    [['verify', 'a.b.c', '--public-key-url', 'contoso.com'], '--public-key-url takes a URL'],
  ])('ends with 2 and says what it does not understand in %j', async (args, message) => {
    const run = await lcwAuth(args);
    expect(run.code).toBe(2);
    expect(run.err).toContain(message);
    expect(run.out).toBe('');
  });

  test('writes no colours and no spinner without a terminal', async () => {
    const run = await lcwAuth(['keygen'], { cwd });
    expect(run.out + run.err).not.toContain('\u001B');
    expect(run.err).toBe('');
  });
});

describe('token, decode and verify', () => {
  const forBert = [
    'token',
    '--issuer',
    'contosohelp.com',
    '--sub',
    bert,
    '--context',
    'msdyn_cartvalue=10000',
    '--context',
    'msdyn_isvip:=false',
    '--claim',
    'given_name=Bert',
  ];

  test('work together: decode and verify read what token signs', async () => {
    await lcwAuth(['keygen'], { cwd });
    const signed = await lcwAuth([...forBert, '--key', 'private_key.pem'], { cwd });
    expect(signed).toMatchObject({ code: 0, err: '' });
    const decoded = await lcwAuth(['decode'], { cwd, input: signed.out });
    expect(decoded.code).toBe(0);
    expect(decoded.out).toContain('in 15 minutes');
    expect(decoded.out).toContain('msdyn_cartvalue');
    expect(decoded.out).toContain('The signature was not checked');
    expect(decoded.out).not.toMatch(/\bvalid\b/i);
    const verified = await lcwAuth(['verify', '--public-key', 'public_key.pem'], { cwd, input: signed.out });
    expect(verified.code).toBe(0);
    expect(verified.out).toContain(`Valid: sub ${bert}`);
    expect(verified.out).toContain('msdyn_isvip = false');
    expect(verified.out).not.toContain(signed.out.trim());
  });

  test('read the key from the environment, with escaped newlines', async () => {
    await lcwAuth(['keygen'], { cwd });
    const LCW_PRIVATE_KEY = (await readFile(join(cwd, 'private_key.pem'), 'utf8')).replaceAll('\n', String.raw`\n`);
    const signed = await lcwAuth([...forBert, '--json'], { cwd, env: { LCW_PRIVATE_KEY } });
    const { token, expiresAt } = JSON.parse(signed.out) as { token: string; expiresAt: number };
    expect(expiresAt).toBeGreaterThan(Date.now() + 800_000);
    const verified = await lcwAuth(['verify', token, '--public-key', 'public_key.pem', '--json'], { cwd });
    expect(JSON.parse(verified.out)).toMatchObject({ valid: true, context: { msdyn_cartvalue: '10000' } });
  });

  test('refuse a token of another key with exit code 1', async () => {
    await lcwAuth(['keygen', '--out', 'a'], { cwd });
    await lcwAuth(['keygen', '--out', 'b'], { cwd });
    const signed = await lcwAuth([...forBert, '--key', 'a/private_key.pem'], { cwd });
    const verified = await lcwAuth(['verify', '--public-key', 'b/public_key.pem'], { cwd, input: signed.out });
    expect(verified.code).toBe(1);
    expect(verified.out).toContain('Not valid (bad-signature)');
  });

  test('tell a missing key, a public key and a missing file apart', async () => {
    await lcwAuth(['keygen'], { cwd });
    expect(await lcwAuth(forBert, { cwd })).toMatchObject({ code: 2, out: '' });
    const wrong = await lcwAuth([...forBert, '--key', 'public_key.pem'], { cwd });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('a public key was given');
    const missing = await lcwAuth([...forBert, '--key', 'nowhere.pem'], { cwd });
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('nowhere.pem cannot be read: there is no such file');
  });

  test('create no key ring in a folder without one', async () => {
    const run = await lcwAuth([...forBert, '--key-ring', 'rnig'], { cwd });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('rnig holds no key ring. `lcw-auth keygen --key-ring rnig` creates one.');
    expect(await readdir(cwd)).toEqual([]);
  });

  test('name the key ring that cannot be used, and the reason', async () => {
    await writeFile(join(cwd, 'ring'), '');
    const run = await lcwAuth([...forBert, '--key-ring', 'ring'], { cwd });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('The key ring in ring cannot be used: a part of its path is not a folder. Fix the folder, or choose');
  });

  test('find no key ring in a folder whose entries are not files', async () => {
    await mkdir(join(cwd, 'ring', 'lcw-auth.a.json'), { recursive: true, mode: 0o700 });
    const run = await lcwAuth([...forBert, '--key-ring', 'ring'], { cwd });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('ring holds no key ring.');
  });

  test('refuse a context variable that Omnichannel cannot use', async () => {
    await lcwAuth(['keygen'], { cwd });
    const run = await lcwAuth([...forBert, '--context', 'cart:={}', '--key', 'private_key.pem'], { cwd });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('"cart" must be a string, number, boolean or null');
  });

  test('do not let a claim replace a registered one', async () => {
    await lcwAuth(['keygen'], { cwd });
    const run = await lcwAuth([...forBert, '--claim', 'exp:=1', '--key', 'private_key.pem'], { cwd });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain("'exp'");
  });
});

test('a key ring that other users can read works and causes a notice', async () => {
  await lcwAuth(['keygen', '--key-ring', 'ring'], { cwd });
  await chmod(join(cwd, 'ring', (await readdir(join(cwd, 'ring')))[0] ?? ''), 0o644);
  const run = await lcwAuth(['token', '--issuer', 'i', '--sub', bert, '--key-ring', 'ring'], { cwd });
  expect(run.code).toBe(0);
  expect(run.err).toContain('chmod 600');
});
