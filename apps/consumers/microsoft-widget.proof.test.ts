import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import getPort from 'get-port';
import { expect, it } from 'vitest';
import { launchOptions } from '../../.ci/chromium.mjs';
import { installProject, root, run } from './packed.js';

// Installs Microsoft's packages (860 MB), and plays every scenario of the simulator on Microsoft's widget.
it("Microsoft's React widget runs offline with the packed packages, and agrees with the simulator", { timeout: 3_600_000 }, async () => {
  const directory = await installProject(resolve(root, 'apps/examples/microsoft-widget'));
  const { executablePath } = launchOptions();
  const env = { CI: 'true', PORT: String(await getPort()), ...(executablePath ? { CHROMIUM_PATH: executablePath } : {}) };
  const output = await run('npm', ['test', '--', '--workers=1'], directory, env);
  // The command fails when a test fails.
  expect(stripVTControlCharacters(output)).toMatch(/^ +\d+ passed/m);
});
