import { expect, test } from 'vitest';
import { installPortalApp } from './portal.js';
import { run } from './packed.js';

const typeScripts = [
  ['typescript59', 'tsc'],
  ['typescript6', 'tsc6'],
  ['typescript7', 'tsc'],
] as const;

test('the packed packages work in Node 20 to 24, TypeScript 5.9 to 7 and webpack', async () => {
  const portal = await installPortalApp({
    typescript59: 'npm:typescript@~5.9.0',
    typescript6: 'npm:@typescript/typescript6@6.0.2',
    webpack: '^5.100.0',
  });
  for (const version of [20, 22, 24]) {
    await portal.node('import.mjs', version);
    await portal.node('require.cjs', version);
  }
  for (const [name, bin] of typeScripts) {
    await portal.typeScript(name, bin, 'bundler');
    await portal.typeScript(name, bin, 'nodenext');
  }
  await run('node_modules/.bin/esbuild', ['page.ts', '--outfile=page.js'], portal.directory);
  await expect(portal.node('webpack.mjs')).resolves.toBe('');
});
