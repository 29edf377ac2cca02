import { defineConfig } from '@playwright/test';
import base from './playwright.config.js';

/** Takes a picture of every state instead of testing it: `npm run screenshots`. */
export default defineConfig(base, {
  testMatch: '*.shots.ts',
  reporter: 'line',
  timeout: 180_000,
  use: { ...base.use, deviceScaleFactor: 2 },
});
