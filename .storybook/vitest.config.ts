import { resolve } from 'node:path';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { chromium, fromSource, limits } from '../vite.config.js';

/** Runs every story in Chromium. A separate configuration, because Storybook's plugin needs two seconds to start. */
export default defineConfig({
  ...fromSource,
  root: resolve(import.meta.dirname, '..'),
  plugins: [...fromSource.plugins, storybookTest({ configDir: import.meta.dirname })],
  test: { ...limits, name: 'storybook', isolate: false, browser: chromium() },
});
