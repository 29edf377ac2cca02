import { defineConfig } from '@playwright/test';

const port = Number(process.env.PORT ?? 4179);
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  // A slow machine needs more than the defaults.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  use: { baseURL: `http://localhost:${port}`, launchOptions: { args: ['--no-sandbox'], ...(executablePath && { executablePath }) } },
  webServer: { command: `npx vite preview --port ${port} --strictPort`, port },
});
