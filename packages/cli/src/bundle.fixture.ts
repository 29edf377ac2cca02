import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'vite';

const source = '@lcw-auth/source';

/** The folder of the programs that the workers of one Vitest run build. */
const programsOf = (run: number) => resolve(import.meta.dirname, '../node_modules/.cache/program', String(run));

/** Builds the program and its dependencies into one file, which behaves as `npx lcw-auth` does. Returns the file's path. */
export async function buildProgram(): Promise<string> {
  const outDir = resolve(programsOf(process.ppid), String(process.pid));
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

/** Vitest calls this in its own process at the end of a run. */
export const teardown = () => rm(programsOf(process.pid), { recursive: true, force: true });
