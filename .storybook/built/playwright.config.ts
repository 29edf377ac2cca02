import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from '../../.ci/chromium.mjs';

const port = 6017;
const baseURL = `http://localhost:${port}/library/docs/`;

/** The built Storybook, from a sub-path: part of `npm run proof`. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../reports/storybook-built',
  reporter: 'line',
  workers: 1,
  use: { ...devices['Desktop Chrome'], baseURL, launchOptions: launchOptions() },
  webServer: {
    command: 'node serve.mjs',
    cwd: import.meta.dirname,
    env: { PORT: String(port) },
    url: `${baseURL}index.json`,
    reuseExistingServer: false,
  },
});
