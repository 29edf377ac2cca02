import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { cleanup } from '@testing-library/react';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { createTestToken } from './index.js';
import './vitest.js';

interface Snippet {
  name: string;
  code: string;
  modules: string[];
}

/** Returns the snippets of a document that run in jsdom. Other tests run those for Playwright and for configuration files. */
function snippetsOf(document: string): Snippet[] {
  const text = readFileSync(resolve(import.meta.dirname, '../..', document), 'utf8');
  return [...text.matchAll(/^```tsx?\n([^]*?)^```/gm)]
    .map(({ 1: source = '', index }) => {
      const code = ts.transpile(source, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.ReactJSX });
      const modules = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) => module);
      return { name: `${document}:${text.slice(0, index).split('\n').length}`, code, modules };
    })
    .filter(({ modules }) => modules.includes('@lcw-auth/testing'));
}

/** Runs a snippet without changes, and then the tests in it. Returns the names of these tests. */
async function run({ code, modules }: Snippet): Promise<string[]> {
  const tests = new Map<string, () => Promise<void>>();
  const it = (name: string, body: () => Promise<void>) => void tests.set(name, body);
  const loaded = new Map<string, unknown>([['vitest', { test: it, expect }]]);
  for (const module of modules) if (!loaded.has(module)) loaded.set(module, await import(/* @vite-ignore */ module));
  const readersOwn = { Shop: () => <p>Shop</p>, contactId: '6dea34b3-dbf6-4a7c-8b4e-5e4a4b8b1c11' };
  const given = { require: (module: string) => loaded.get(module), exports: {}, it, expect, ...readersOwn };
  const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction(...Object.keys(given), code)(...Object.values(given));
  for (const body of tests.values()) await body();
  return [...tests.keys()];
}

// The key pair is created before the tests, because the widget waits only ten seconds for a token.
beforeAll(() => createTestToken(), 60_000);

test.each([...snippetsOf('testing/README.md'), ...snippetsOf('react/skills/lcw-auth/SKILL.md')])(
  '$name runs without changes',
  async (snippet) => {
    const names = await run(snippet);
    expect(names).toHaveLength(/\b(it|test)\)?\(/.test(snippet.code) ? 1 : 0);
    cleanup();
  },
);

test('the README has snippets that run', () => {
  expect(snippetsOf('testing/README.md').length).toBeGreaterThanOrEqual(4);
});
