import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';

const source = '@lcw-auth/source';

/** Builds the program and its dependencies into one file, which behaves as `npx lcw-auth` does. Returns the file's path. */
export async function buildProgram(): Promise<string> {
  const outDir = resolve(import.meta.dirname, '../node_modules/.cache/program', String(process.pid));
  mkdirSync(outDir, { recursive: true });
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    ssr: { noExternal: true, resolve: { conditions: [source, 'node', 'import', 'default'], externalConditions: [source, 'node'] } },
    build: {
      outDir,
      minify: false,
      target: 'node20',
      ssr: resolve(import.meta.dirname, 'main.ts'),
      rolldownOptions: { output: { entryFileNames: 'lcw-auth.mjs' } },
    },
  });
  return resolve(outDir, 'lcw-auth.mjs');
}
