import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lcwAuth } from './program.fixture.js';

const bert = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'lcw-auth-cli-'));
});

afterEach(async () => {
  await rm(cwd, { recursive: true });
});

describe('the program', () => {
  test('lists its commands, and a command its options', async () => {
    const help = await lcwAuth(['--help']);
    expect(help.code).toBe(0);
    for (const name of ['keygen', 'token', 'decode', 'verify', 'serve', 'doctor']) expect(help.out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect((await lcwAuth(['doctor', '--help'])).out).toContain('--token-url URL');
  });

  test('without a command shows the list and ends with 2', async () => {
    const run = await lcwAuth([]);
    expect(run.code).toBe(2);
    expect(run.out).toContain('Usage: lcw-auth <command>');
  });

  test('tells its version', async () => {
    const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(await lcwAuth(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test.each([
    [['tokens'], 'There is no command "tokens"'],
    [['keygen', '--size', '2048'], "Unknown option '--size'."],
    [['keygen', '--out'], 'argument missing'],
    [['keygen', 'here'], 'takes options alone'],
    [['decode', 'a', 'b'], 'takes one TOKEN'],
    [['verify', 'a.b.c', '--public-key-url', 'contoso.com'], '--public-key-url takes a URL'],
  ])('ends with 2 and says why when it does not understand %j', async (args, message) => {
    const run = await lcwAuth(args);
    expect(run.code).toBe(2);
    expect(run.err).toContain(message);
    expect(run.out).toBe('');
  });

  test('writes no colours and no spinner where there is no terminal', async () => {
    const run = await lcwAuth(['keygen'], { cwd });
    expect(run.out + run.err).not.toContain('\u001B');
    expect(run.err).toBe('');
  });
});

describe('keygen', () => {
  test('writes a PEM pair, the private one for its owner alone, and shows no key', async () => {
    const run = await lcwAuth(['keygen', '--out', 'keys'], { cwd });
    expect(run.code).toBe(0);
    expect((await readdir(join(cwd, 'keys'))).toSorted()).toEqual(['private_key.pem', 'public_key.pem']);
    expect((await stat(join(cwd, 'keys', 'private_key.pem'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(cwd, 'keys', 'public_key.pem'), 'utf8')).toContain('BEGIN PUBLIC KEY');
    expect(run.out).not.toContain('BEGIN');
  });

  test('leaves files alone that are there already', async () => {
    await writeFile(join(cwd, 'public_key.pem'), 'mine');
    const run = await lcwAuth(['keygen'], { cwd });
    expect(run.code).toBe(1);
    expect(run.err).toContain('it is there already');
    expect(await readdir(cwd)).toEqual(['public_key.pem']);
    expect(await readFile(join(cwd, 'public_key.pem'), 'utf8')).toBe('mine');
  });

  test('makes a key ring whose key then signs', async () => {
    const made = await lcwAuth(['keygen', '--key-ring', 'ring', '--json'], { cwd });
    const { kid } = JSON.parse(made.out) as { kid: string };
    expect(await readdir(join(cwd, 'ring'))).toEqual([`lcw-auth.${kid}.json`]);
    const signed = await lcwAuth(['token', '--issuer', 'contosohelp.com', '--sub', bert, '--key-ring', 'ring'], { cwd });
    expect(Buffer.from(signed.out.split('.')[0] ?? '', 'base64url').toString()).toContain(kid);
  });

  test('leaves a key ring alone that is there already', async () => {
    await lcwAuth(['keygen', '--key-ring', 'ring'], { cwd });
    const before = await readdir(join(cwd, 'ring'));
    const run = await lcwAuth(['keygen', '--key-ring', 'ring', '--bits', '4096', '--json'], { cwd });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('There is a key ring already in ring; choose another folder.');
    expect(await readdir(join(cwd, 'ring'))).toEqual(before);
  });

  test('makes a key ring in a folder that holds something else', async () => {
    await writeFile(join(cwd, 'settings.json'), '{}');
    const run = await lcwAuth(['keygen', '--key-ring', '.', '--json'], { cwd });
    const { kid } = JSON.parse(run.out) as { kid: string };
    expect((await readdir(cwd)).toSorted()).toEqual([`lcw-auth.${kid}.json`, 'settings.json']);
  });

  test('says why it cannot write', async () => {
    await writeFile(join(cwd, 'file'), '');
    const run = await lcwAuth(['keygen', '--out', 'file'], { cwd });
    expect(run.code).toBe(1);
    expect(run.err).toContain('The folder file cannot be made');
    const ring = await lcwAuth(['keygen', '--key-ring', 'file'], { cwd });
    expect(ring.code).toBe(1);
    expect(ring.err).toContain('The key ring in file cannot be used: a part of its path is no folder. Put that right');
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

  test('go together: what one signs the others read', async () => {
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

  test('take the key from the environment, with its newlines escaped', async () => {
    await lcwAuth(['keygen'], { cwd });
    const LCW_PRIVATE_KEY = (await readFile(join(cwd, 'private_key.pem'), 'utf8')).replaceAll('\n', String.raw`\n`);
    const signed = await lcwAuth([...forBert, '--json'], { cwd, env: { LCW_PRIVATE_KEY } });
    const { token, expiresAt } = JSON.parse(signed.out) as { token: string; expiresAt: number };
    expect(expiresAt).toBeGreaterThan(Date.now() + 800_000);
    const verified = await lcwAuth(['verify', token, '--public-key', 'public_key.pem', '--json'], { cwd });
    expect(JSON.parse(verified.out)).toMatchObject({ valid: true, context: { msdyn_cartvalue: '10000' } });
  });

  test('refuse a token of another key with 1', async () => {
    await lcwAuth(['keygen', '--out', 'a'], { cwd });
    await lcwAuth(['keygen', '--out', 'b'], { cwd });
    const signed = await lcwAuth([...forBert, '--key', 'a/private_key.pem'], { cwd });
    const verified = await lcwAuth(['verify', '--public-key', 'b/public_key.pem'], { cwd, input: signed.out });
    expect(verified.code).toBe(1);
    expect(verified.out).toContain('Not valid (bad-signature)');
  });

  test('tell a missing key, a public one and a file out of reach apart', async () => {
    await lcwAuth(['keygen'], { cwd });
    expect(await lcwAuth(forBert, { cwd })).toMatchObject({ code: 2, out: '' });
    const wrong = await lcwAuth([...forBert, '--key', 'public_key.pem'], { cwd });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('a public key was given');
    const missing = await lcwAuth([...forBert, '--key', 'nowhere.pem'], { cwd });
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('nowhere.pem cannot be read: there is no such file');
  });

  test('take no key from a folder without a key ring, and make none there', async () => {
    const run = await lcwAuth([...forBert, '--key-ring', 'rnig'], { cwd });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('There is no key ring in rnig; `lcw-auth keygen --key-ring rnig` makes one.');
    expect(await readdir(cwd)).toEqual([]);
  });

  test('say which key ring cannot be used, and why', async () => {
    await mkdir(join(cwd, 'ring', 'lcw-auth.a.json'), { recursive: true, mode: 0o700 });
    const run = await lcwAuth([...forBert, '--key-ring', 'ring'], { cwd });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(
      'The key ring in ring cannot be used: it is a folder. Put that right, or choose another folder with --key-ring.',
    );
  });

  test('take no context variable that Omnichannel cannot', async () => {
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

test('a key ring that others can read brings a notice and works', async () => {
  await lcwAuth(['keygen', '--key-ring', 'ring'], { cwd });
  await chmod(join(cwd, 'ring', (await readdir(join(cwd, 'ring')))[0] ?? ''), 0o644);
  const run = await lcwAuth(['token', '--issuer', 'i', '--sub', bert, '--key-ring', 'ring'], { cwd });
  expect(run.code).toBe(0);
  expect(run.err).toContain('chmod 600');
});
