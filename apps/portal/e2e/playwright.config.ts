import { devices, defineConfig } from '@playwright/test';
import { launchOptions } from '../../../.ci/chromium.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../../reports/e2e',
  reporter: 'list',
  globalSetup: './build.mjs',
  // Each worker has a portal of its own; a test mostly waits for what the widget waits for.
  workers: 2,
  fullyParallel: true,
  // A busy machine takes its time.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1360, height: 900 },
    locale: 'en-GB',
    // Without snapshots: with them a trace holds the bodies of answers, and so the tokens.
    trace: { mode: 'retain-on-failure', snapshots: false },
    launchOptions: launchOptions(),
  },
});
