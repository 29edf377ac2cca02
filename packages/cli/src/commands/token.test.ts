import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.fixture.js';
import { runInProcess } from '../terminal/terminal.fixture.js';

const bert = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
let cwd: string;
const at = (file: string): string => join(cwd, file);
/** Two key pairs for the whole file, because creating one takes longer than most tests. */
const keys = await mkdtemp(join(tmpdir(), 'lcw-auth-cli-'));
await runInProcess(['keygen', '--out', keys]);
await runInProcess(['keygen', '--out', join(keys, 'other')]);
const privateKey = join(keys, 'private_key.pem');
const publicKey = join(keys, 'public_key.pem');

beforeEach(() => {
  cwd = temporaryFolder();
});

afterAll(async () => {
  await rm(keys, { recursive: true });
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

  test('work together: decode and verify read the token that token has signed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const signed = await runInProcess([...forBert, '--key', privateKey]);
    expect(signed).toMatchObject({ code: 0, err: '' });
    const decoded = await runInProcess(['decode'], { input: signed.out });
    expect(decoded.code).toBe(0);
    expect(decoded.out).toContain('in 15 minutes');
    expect(decoded.out).toContain('msdyn_cartvalue');
    expect(decoded.out).toContain('The signature was not checked');
    expect(decoded.out).not.toMatch(/\bvalid\b/i);
    const verified = await runInProcess(['verify', '--public-key', publicKey], { input: signed.out });
    expect(verified.code).toBe(0);
    expect(verified.out).toContain(`Valid: sub ${bert}`);
    expect(verified.out).toContain('msdyn_isvip = false');
    expect(verified.out).not.toContain(signed.out.trim());
  });

  test('read the key from the environment, with escaped newlines', async () => {
    const LCW_PRIVATE_KEY = (await readFile(privateKey, 'utf8')).replaceAll('\n', String.raw`\n`);
    const signed = await runInProcess([...forBert, '--json'], { environment: { LCW_PRIVATE_KEY } });
    const { token, expiresAt } = JSON.parse(signed.out) as { token: string; expiresAt: number };
    expect(expiresAt).toBeGreaterThan(Date.now());
    const verified = await runInProcess(['verify', token, '--public-key', publicKey, '--json']);
    expect(JSON.parse(verified.out)).toMatchObject({ valid: true, context: { msdyn_cartvalue: '10000' } });
  });

  test.each([
    ['after a certificate', (pem: string) => `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${pem}`],
    ['with newlines that were escaped twice', (pem: string) => pem.replaceAll('\n', String.raw`\\n`)],
    ['with carriage returns and quotes', (pem: string) => `"${pem.replaceAll('\n', '\r\n')}"`],
  ])('read a key %s', async (_name, change) => {
    await writeFile(at('changed.pem'), change(await readFile(privateKey, 'utf8')));
    const signed = await runInProcess([...forBert, '--key', at('changed.pem')]);
    expect(signed).toMatchObject({ code: 0, err: '' });
  });

  test('refuse a token of another key with exit code 1', async () => {
    const signed = await runInProcess([...forBert, '--key', privateKey]);
    const verified = await runInProcess(['verify', '--public-key', join(keys, 'other/public_key.pem')], { input: signed.out });
    expect(verified.code).toBe(1);
    expect(verified.out).toContain('Not valid (bad-signature)');
  });

  test('distinguish a missing key, a public key and a missing file', async () => {
    expect(await runInProcess(forBert)).toMatchObject({ code: 2, out: '' });
    const wrong = await runInProcess([...forBert, '--key', publicKey]);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('a public key was given');
    const missing = await runInProcess([...forBert, '--key', at('nowhere.pem')]);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('nowhere.pem cannot be read: there is no such file');
  });

  test('create no key ring in a folder without one', async () => {
    const run = await runInProcess([...forBert, '--key-ring', at('rnig')]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(`${at('rnig')} holds no key ring. \`lcw-auth keygen --key-ring ${at('rnig')}\` creates one.`);
    expect(await readdir(cwd)).toEqual([]);
  });

  test('report which key ring cannot be used, and why', async () => {
    await writeFile(at('ring'), '');
    const run = await runInProcess([...forBert, '--key-ring', at('ring')]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain(
      `The key ring in ${at('ring')} cannot be used: a part of its path is not a folder. Fix the folder, or choose`,
    );
  });

  test('find no key ring in a folder whose entries are not files', async () => {
    await mkdir(join(at('ring'), 'lcw-auth.a.pem'), { recursive: true, mode: 0o700 });
    const run = await runInProcess([...forBert, '--key-ring', at('ring')]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('ring holds no key ring.');
  });

  test('refuse a context variable that Omnichannel cannot use', async () => {
    const run = await runInProcess([...forBert, '--context', 'cart:={}', '--key', privateKey]);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('"cart" must be a string, number, boolean or null');
  });

  test('do not let --claim replace a registered claim', async () => {
    const run = await runInProcess([...forBert, '--claim', 'exp:=1', '--key', privateKey]);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain("'exp'");
  });
});

test('a key ring that other users can read works and causes a notice', async () => {
  await runInProcess(['keygen', '--key-ring', at('ring')]);
  await chmod(join(at('ring'), (await readdir(at('ring')))[0] ?? ''), 0o644);
  const run = await runInProcess(['token', '--issuer', 'i', '--sub', bert, '--key-ring', at('ring')]);
  expect(run.code).toBe(0);
  expect(run.err).toContain('chmod 600');
});
