import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const sourceOf = (module: string) => {
  const file = module.replace(/\.js$/, '');
  try {
    return read(`${file}.tsx`);
  } catch {
    return read(`${file}.ts`);
  }
};

/** Functions of React that do not exist in a server component. */
const clientOnly = /\b(use[A-Z]\w*|createContext)\(/;

// With the directive, React names the mistake in a server component, for example "Functions cannot be passed directly to Client
// Components". Without it, the module fails while it loads, for example with "createContext is not a function".
test('each exported module that needs a client component says so in its first line', () => {
  const modules = ['./index.js', './query.js'].flatMap((entry) =>
    [...sourceOf(entry).matchAll(/^export \{[^}]*\} from '(\.[^']+)';$/gm)].map(([, module = '']) => module),
  );
  const ofClient = [...modules, './devtools.js'].filter((module) => clientOnly.test(sourceOf(module)));
  expect(ofClient).toContain('./live-chat-auth-provider.js');
  expect(ofClient.filter((module) => !sourceOf(module).startsWith("'use client';"))).toEqual([]);
});
