import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from '../../.ci/chromium.mjs';

const port = 6017;

/** Takes a picture of every story of the built Storybook: part of `npm run screenshots`. */
export default defineConfig({
  testDir: '.',
  testMatch: 'stories.shots.ts',
  outputDir: '../../reports/screenshots-run',
  reporter: 'line',
  workers: 1,
  fullyParallel: true,
  timeout: 900_000,
  use: { ...devices['Desktop Chrome'], baseURL: `http://localhost:${port}`, launchOptions: launchOptions() },
  webServer: {
    command: `vite preview --config=false --outDir ../../storybook-static --port ${port} --strictPort --host localhost`,
    cwd: import.meta.dirname,
    url: `http://localhost:${port}/index.json`,
    reuseExistingServer: false,
  },
});
