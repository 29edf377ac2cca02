import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const here = import.meta.dirname;
const source = '@lcw-auth/source';
const quiet = { configFile: false, logLevel: 'error', root: here } as const;

/** Bundles a fixture of this folder with everything it imports for a worker runtime. Returns the file. */
export async function bundleForWorker(fixture: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'lcw-auth-worker-'));
  await build({
    ...quiet,
    resolve: { conditions: [source, 'worker', 'browser', 'import', 'default'] },
    build: { outDir, minify: false, target: 'es2022', lib: { entry: resolve(here, fixture), formats: ['es'], fileName: 'worker' } },
  });
  return join(outDir, 'worker.js');
}

/** Bundles a fixture of this folder as a program for Node, which runs in its own process. Returns the file. */
export async function bundleForNode(fixture: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'lcw-auth-node-'));
  await build({
    ...quiet,
    ssr: { noExternal: true, resolve: { conditions: [source, 'node', 'import', 'default'], externalConditions: [source, 'node'] } },
    build: {
      outDir,
      minify: false,
      target: 'node20',
      ssr: resolve(here, fixture),
      rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  });
  return join(outDir, 'program.mjs');
}
