import { devices, defineConfig } from '@playwright/test';
import { launchOptions } from '../../../.ci/chromium.mjs';

/** Not the port of `npm start`, so that a running demo and the tests leave each other alone. */
const port = Number(process.env['PORTAL_E2E_PORT'] ?? 4173);

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../../reports/e2e',
  reporter: 'list',
  // One server, with one Omnichannel and one set of faults.
  workers: 1,
  // A busy machine takes its time.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}`,
    viewport: { width: 1360, height: 900 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: launchOptions(),
  },
  webServer: {
    command: 'node serve.mjs',
    cwd: import.meta.dirname,
    env: { PORT: String(port) },
    url: `http://localhost:${port}/api/session`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 2_000 },
    stdout: 'pipe',
    timeout: 120_000,
  },
});
