import { devices, defineConfig } from '@playwright/test';
import { launchOptions } from '../../../.ci/chromium.mjs';
import { contextOptions } from '../../../.ci/clock.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../../reports/e2e',
  reporter: 'list',
  globalSetup: './build.mjs',
  // Each worker has its own portal. Most of a test's time is the widget's own wait.
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
    // Without snapshots, because a trace with snapshots contains the bodies of responses, and so the tokens. Without a picture of
    // each frame, because Chromium draws and compresses it while the test runs.
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: launchOptions(),
  },
});
