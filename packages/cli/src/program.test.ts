import { describe, expect, test } from 'vitest';
import { runInProcess } from './terminal/terminal.fixture.js';

describe('the program', () => {
  test('lists its commands, and the options of each command', async () => {
    const help = await runInProcess(['--help']);
    expect(help.code).toBe(0);
    const names = ['init', 'serve', 'doctor', 'handover', 'keygen', 'token', 'decode', 'verify', 'types'];
    for (const name of names) expect(help.out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect((await runInProcess(['doctor', '--help'])).out).toContain('--token-url URL');
  });

  test('shows the list and ends with 2 when no command is given', async () => {
    const run = await runInProcess([]);
    expect(run.code).toBe(2);
    expect(run.out).toContain('Usage: lcw-auth <command>');
  });

  test.each([
    [['tokens'], 'There is no command "tokens"'],
    [['keygen', '--size', '2048'], "Unknown option '--size'."],
    [['keygen', '--out'], 'argument missing'],
    [['keygen', 'here'], 'takes options only'],
    [['decode', 'a', 'b'], 'takes one TOKEN'],
    [['verify', 'a.b.c', '--public-key-url', 'contoso.com'], '--public-key-url takes a URL'],
  ])('ends with 2 and names the invalid argument in %j', async (args, message) => {
    const run = await runInProcess(args);
    expect(run.code).toBe(2);
    expect(run.err).toContain(message);
    expect(run.out).toBe('');
  });
});
