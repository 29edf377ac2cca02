import type { LiveChatFixtures } from '@lcw-auth/testing/playwright';
import { defineConfig } from '@playwright/test';

const port = Number(process.env.PORT ?? 4178);
const executablePath = process.env.CHROMIUM_PATH;

export default defineConfig<LiveChatFixtures>({
  testDir: 'tests',
  // A slow machine needs more than the defaults.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  projects: [
    { name: 'v2', use: { liveChatOptions: { generation: 'v2' } } },
    { name: 'v1', use: { liveChatOptions: { generation: 'v1' } } },
  ],
  use: { baseURL: `http://localhost:${port}`, launchOptions: { args: ['--no-sandbox'], ...(executablePath && { executablePath }) } },
  webServer: { command: `npx vite preview --port ${port} --strictPort`, port },
});
