import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from '../../.ci/chromium.mjs';

const port = 6017;
const baseURL = `http://localhost:${port}/library/docs/`;

/** Tests the built Storybook on a server that serves it from a sub-path. Part of `npm run proof`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../reports/storybook-built',
  reporter: 'line',
  workers: 1,
  // A busy machine needs more than the default five seconds to load Storybook and a frame in it.
  timeout: 120_000,
  expect: { timeout: 60_000 },
  use: { ...devices['Desktop Chrome'], baseURL, launchOptions: launchOptions() },
  webServer: {
    command: 'node serve.mjs',
    cwd: import.meta.dirname,
    env: { PORT: String(port) },
    url: `${baseURL}index.json`,
    reuseExistingServer: false,
  },
});
