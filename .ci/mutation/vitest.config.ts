import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { fromSource, limits, unit } from '../../vite.config.js';

/** Stryker mutates a copy of the repository, which contains this file. Links in node_modules lead to the packages outside the copy. */
const source = (path: string) => resolve(import.meta.dirname, '../../packages', path);
const mutated = [
  { find: /^@lcw-auth\/(core|server|simulator)$/, replacement: source('$1/src/index.ts') },
  { find: /^@lcw-auth\/(core|simulator)\/(claims|early|omnichannel|msw)$/, replacement: source('$1/src/$2.ts') },
  { find: '@lcw-auth/simulator/chat-sdk', replacement: source('simulator/src/chat-sdk/index.ts') },
];

/** The tests in Node and jsdom of the packages that Stryker mutates. A mutant may change shared state, so each test file runs isolated. */
const projects = unit.map((project) => {
  const include = (project.test?.include ?? []).map((pattern) =>
    pattern.replace('{packages,apps}', 'packages/{core,core-tests,server,simulator}'),
  );
  return { ...project, test: { ...project.test, include, isolate: true } };
});

/** The time limit ends a mutant whose promise never settles. */
export default defineConfig({
  ...fromSource,
  resolve: { ...fromSource.resolve, alias: mutated },
  test: { ...limits, testTimeout: 20_000, hookTimeout: 20_000, projects },
});
