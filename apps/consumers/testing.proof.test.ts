import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import getPort from 'get-port';
import { expect, it } from 'vitest';
import { launchOptions } from '../../.ci/chromium.mjs';
import { installProject, root, run } from './packed.js';

it.each(['testing-vitest', 'testing-jest', 'testing-playwright'])('%s runs its tests with the packed @lcw-auth/testing', async (name) => {
  const directory = await installProject(resolve(root, 'apps/examples', name));
  const { executablePath } = launchOptions();
  const env = { CI: 'true', PORT: String(await getPort()), ...(executablePath ? { CHROMIUM_PATH: executablePath } : {}) };
  const output = await run('npm', ['test'], directory, env);
  expect(stripVTControlCharacters(output)).toMatch(/[1-9]\d* passed/);
});
