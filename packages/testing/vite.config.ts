import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';

/** Builds the simulator as one classic script, which the Playwright fixture puts into a page before the page's own scripts run. */
export default defineConfig({
  resolve: { conditions: ['@lcw-auth/source', ...defaultClientConditions] },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: false,
    lib: {
      entry: fileURLToPath(new URL('src/playwright/page-script.ts', import.meta.url)),
      formats: ['iife'],
      name: 'lcwAuthPageScript',
      fileName: () => 'page-script.js',
    },
  },
});
