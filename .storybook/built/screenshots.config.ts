import { defineConfig } from '@playwright/test';
import base from './playwright.config.js';

/** Takes a picture of every story of the built Storybook: part of `npm run screenshots`. */
export default defineConfig(base, {
  testMatch: '*.shots.ts',
  outputDir: '../../reports/screenshots-run',
  timeout: 900_000,
  use: { ...base.use, deviceScaleFactor: 2 },
});
