import { defaultClientConditions, defineConfig } from 'vite';

/** Serves the simulator's own page, from source. */
export default defineConfig({
  resolve: { conditions: ['@lcw-auth/source', ...defaultClientConditions] },
  cacheDir: '../node_modules/.vite-conformance',
});
