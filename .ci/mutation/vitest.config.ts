// The tests that mutants face: a package's own, in Node and jsdom, that need no other program and finish quickly.
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// Stryker starts its workers in a copy of the workspace: everything must come from there.
const root = process.cwd();
const folder = process.env['MUTATION_FOLDER'];
if (folder === undefined) throw new Error('Run `npm run mutation`: it says in MUTATION_FOLDER whose tests to run.');

const source = '@lcw-auth/source';
const inDom = [`${folder}/**/*.test.tsx`, `${folder}/**/*.dom.test.ts`];
const elsewhere = ['**/node_modules/**', '**/dist/**', '**/*.browser.test.*', '**/*.proof.test.*'];
/** They start processes, Chromium or Redis, read sources as text, or try the same thing hundreds of times. */
const leftOut = [
  'packages/core/src/{bot-sso.property,errors,readme,tabs-in-chromium}.test.ts',
  'packages/core/src/invariants.dom.test.ts',
  'packages/server/src/{fuzz,processes,worker}.test.ts',
];

/** Made once on this machine: Stryker starts a new worker after each mutant that hangs. */
function rsaKeys(): JsonWebKey[] {
  const file = resolve(root, 'node_modules/.cache/mutation-keys.json');
  if (!existsSync(file)) {
    const keys = Array.from({ length: 60 }, () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as JsonWebKey[];
}
const readyKeys = resolve(root, '.ci/mutation/ready-keys.ts');
const loadedEngine = resolve(root, '.ci/mutation/loaded-engine.ts');

export default defineConfig({
  root,
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions], externalConditions: [source, 'node'] } },
  plugins: [react()],
  test: {
    // A mutant that lets a promise hang costs as much; what is tested here takes a fraction of it.
    testTimeout: 5_000,
    hookTimeout: 5_000,
    // One worker for a mutant and a new one for the next: Stryker relies on that, not on one for each test file.
    isolate: false,
    setupFiles: [readyKeys],
    provide: { rsaKeys: rsaKeys(), reactMajor: '19' },
    projects: [
      { extends: true, test: { name: 'node', include: [`${folder}/**/*.test.ts`], exclude: [...elsewhere, ...inDom, ...leftOut] } },
      {
        extends: true,
        test: {
          name: 'dom',
          include: inDom,
          exclude: [...elsewhere, ...leftOut],
          environment: 'jsdom',
          environmentOptions: { jsdom: { url: 'http://localhost' } },
          setupFiles: [readyKeys, loadedEngine],
        },
      },
    ],
  },
});
