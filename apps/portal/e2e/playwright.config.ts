import { devices, defineConfig } from '@playwright/test';
import { launchOptions } from '../../../.ci/chromium.mjs';
import { contextOptions } from '../../../.ci/clock.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../../reports/e2e',
  reporter: 'list',
  globalSetup: './build.mjs',
  // Each worker has its own portal. A test spends most of its time waiting for the widget.
  workers: 2,
  fullyParallel: true,
  // A busy machine is slow.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1360, height: 900 },
    locale: 'en-GB',
    contextOptions: { reducedMotion: 'reduce' },
    ...contextOptions,
    // Traces have no snapshots, because these contain the bodies of responses, which include tokens. They have no screenshots, because
    // Chromium draws and compresses one for each frame while the test runs.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: launchOptions(),
  },
});
