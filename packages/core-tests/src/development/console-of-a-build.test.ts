import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const mode = { development: '"development"', production: '"production"', withoutBundler: 'process.env.NODE_ENV' };

/** Returns the code that a bundler makes of a page. Vite and webpack replace the same expression. */
async function bundle(replacement: string): Promise<string> {
  const contents = `
    import { createLiveChatAuth } from '@lcw-auth/core';
    const auth = createLiveChatAuth({ userId: 'ann', getAuthToken: async () => undefined });
    export const done = auth.getAuthToken({ force: true });`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'page',
    conditions: ['@lcw-auth/source'],
    define: { 'process.env.NODE_ENV': replacement },
  });
  return outputFiles[0]!.text;
}

/** Runs the code where `process` does not exist, as in a browser. Returns the lines of the console. */
async function runInPage(code: string): Promise<string[]> {
  const lines: string[] = [];
  const console = { warn: (line: string) => lines.push(line) };
  const browser = { console, AbortController, TextEncoder, TextDecoder, performance, setTimeout, clearTimeout };
  await runInNewContext(`${code}; page.done`, browser);
  return lines;
}

test('a development build writes problems in a browser, which has no `process`', async () => {
  expect(await runInPage(await bundle(mode.development))).toEqual([expect.stringMatching(/^\[lcw-auth\] token-wrong-type: /)]);
});

test('a production build writes nothing and does not contain the development console', async () => {
  const code = await bundle(mode.production);
  expect(await runInPage(code)).toEqual([]);
  expect(code).not.toContain('[lcw-auth]');
  expect(code).not.toContain('Did you mean');
});

test('a page without a bundler writes nothing and does not fail', async () => {
  expect(await runInPage(await bundle(mode.withoutBundler))).toEqual([]);
});
