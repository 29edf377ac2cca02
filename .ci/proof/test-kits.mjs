// @lcw-auth/testing in a stranger's Vitest, Jest and Playwright: the examples' own tests, from the packed packages.
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from '../chromium.mjs';
import { root } from '../install.mjs';
import { installProject, pack, run } from './packed.mjs';

const names = process.argv.length > 2 ? process.argv.slice(2) : ['testing-vitest', 'testing-jest', 'testing-playwright'];
const chromium = ensureChromium();
const tarballs = pack();
let failed = 0;
for (const name of names) {
  const { directory, remove } = installProject(resolve(root, 'apps/examples', name), tarballs);
  try {
    const env = { CI: 'true', PORT: String(await freePort()), ...(chromium && { CHROMIUM_PATH: chromium }) };
    // Jest writes its results where others write their errors.
    const output = run('sh', ['-c', 'npm test 2>&1'], directory, env);
    console.log(`✓ ${name}: ${summary(output)}`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${name}: ${error.message}`);
  } finally {
    remove();
  }
}
console.log(`${names.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

/** The runner's own count. A runner that ran nothing has none. */
function summary(output) {
  const found = /Tests:?\s+(\d+ passed)/.exec(stripVTControlCharacters(output)) ?? /(\d+ passed)/.exec(output);
  if (!found) throw new Error(`it ran no tests:\n${output}`);
  return found[1];
}

function freePort() {
  return new Promise((resolvePort) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolvePort(port));
    });
  });
}
