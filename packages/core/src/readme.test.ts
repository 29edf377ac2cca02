import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as core from './index.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = read('../README.md');

/** The cells of each row of the table under a heading (or a line) of the README. */
function table(title: string): string[][] {
  const lines = readme.slice(readme.indexOf(`\n${title}\n`)).split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const length = lines.slice(first).findIndex((line) => !line.startsWith('|'));
  return lines.slice(first + 2, first + length).map((line) =>
    line
      .replaceAll('\\|', '/')
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

/** The members of an interface, with the default in each docstring. */
function members(name: string): [name: string, text: string][] {
  const source = read('options.ts');
  const body = source.slice(source.indexOf(`export interface ${name} {`)).split('\n}')[0] ?? '';
  return [...body.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\n {2}(\w+)/g)].map(([, text = '', member = '']) => [member, text]);
}

describe('The README', () => {
  test('starts with code that uses exported names only', () => {
    const [title, , fence, imports] = readme.split('\n');
    expect([title, fence]).toEqual(['# @lcw-auth/core', '```ts']);
    const names = imports?.match(/\{(.*)\}/)?.[1]?.split(',') ?? [];
    expect(names).not.toEqual([]);
    for (const name of names) expect(core).toHaveProperty(name.trim());
  });

  test.each([
    ['LiveChatAuthOptions', '## Options'],
    ['BotSsoOptions', '`botSso`:'],
  ])('lists every option of %s', (name, title) => {
    expect(table(title).map(([option]) => option)).toEqual(members(name).map(([member]) => member));
  });

  test('has the same defaults as the docstrings', () => {
    const rows = new Map([...table('## Options'), ...table('`botSso`:')].map(([option = '', , fallback = '']) => [option, fallback]));
    const numbers = [...members('LiveChatAuthOptions'), ...members('BotSsoOptions')].flatMap(([member, text]) => {
      const found = /Default (\d[\d,]*\d)/.exec(text)?.[1];
      return found ? [[member, found.replaceAll(',', '_')]] : [];
    });
    expect(numbers.length).toBeGreaterThan(3);
    for (const [member = '', fallback] of numbers) expect(rows.get(member)).toBe(fallback);
  });

  test('lists every method', () => {
    const auth = core.createLiveChatAuth({ userId: null, getAuthToken: async () => null });
    const methods = table('## Methods').flatMap(([cell = '']) => [...cell.matchAll(/(\w+)\(/g)].map(([, method]) => method));
    expect(new Set(methods)).toEqual(new Set(Object.keys(auth)));
  });

  test('lists every state and event of the types', () => {
    const states = [...read('state.ts').matchAll(/status: ((?:'[\w-]+'(?: \| )?)+)/g)].flatMap(([, names = '']) => names.split(' | '));
    const documented = table('## State').map(([, status]) => `'${status}'`);
    expect(new Set(documented)).toEqual(new Set(states));

    const events = [...read('events.ts').matchAll(/type: '([\w-]+)'/g)].map(([, type]) => type);
    expect(table('## Events').map(([type]) => type)).toEqual(events);
  });
});
