import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './files/temporary-folder.fixture.js';
import { lcwAuth } from './program.fixture.js';

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
  ])('ends with 2 and names the invalid argument in %j', async (args, message) => {
    const run = await lcwAuth(args);
    expect(run.code).toBe(2);
    expect(run.err).toContain(message);
    expect(run.out).toBe('');
  });

  test('writes no colours and no spinner without a terminal', async () => {
    const run = await lcwAuth(['keygen', '--out', temporaryFolder()]);
    expect(run.out + run.err).not.toContain('\u001B');
    expect(run.err).toBe('');
  });
});
