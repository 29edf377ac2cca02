import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const source = '@lcw-auth/source';

/** Builds @lcw-auth/server into one file, as for a deployment. Returns its URL, and a function that removes it. */
export async function buildServer() {
  const outDir = mkdtempSync(join(tmpdir(), 'lcw-auth-bench-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, resolve: { conditions: [source, 'node', 'import', 'default'], externalConditions: [source, 'node'] } },
    build: {
      outDir,
      target: 'node20',
      ssr: resolve(import.meta.dirname, '../../../packages/server/src/index.ts'),
      rolldownOptions: { output: { entryFileNames: 'server.mjs' } },
    },
  });
  return { url: pathToFileURL(join(outDir, 'server.mjs')).href, remove: () => rmSync(outDir, { recursive: true }) };
}
