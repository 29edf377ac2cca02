import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const realPage = process.env['LCW_PAGE_URL'];
const installed = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
const executablePath = process.env['CHROMIUM_PATH'] ?? installed.find((path) => existsSync(path));
const port = Number(process.env['CONFORMANCE_PORT'] ?? 5185);
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
];

/** With LCW_PAGE_URL=https://... the checks run on a real widget. Without it, they run on the simulator, in both generations. */
export default defineConfig({
  testDir: '.',
  outputDir: '../node_modules/.cache/conformance-results',
  workers: 1,
  reporter: 'list',
  use: { baseURL: `http://127.0.0.1:${port}`, launchOptions: { args, ...(executablePath ? { executablePath } : {}) } },
  projects: realPage ? [{ name: 'real' }] : [{ name: 'v1' }, { name: 'v2' }],
  ...(realPage
    ? {}
    : {
        webServer: {
          command: `vite serve page --config vite.config.ts --port ${port} --strictPort --host 127.0.0.1`,
          port,
          reuseExistingServer: false,
        },
      }),
});
