import { resolve } from 'node:path';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { chromium, fromSource, limits } from '../vite.config.js';

/** Plays every story in Chromium. A configuration of its own, because Storybook's plugin takes two seconds to start. */
export default defineConfig({
  ...fromSource,
  root: resolve(import.meta.dirname, '..'),
  plugins: [...fromSource.plugins, storybookTest({ configDir: import.meta.dirname })],
  test: { ...limits, name: 'storybook', isolate: false, browser: chromium() },
});
