// Builds and serves a benchmark page as in production.
import { basename, resolve } from 'node:path';
import { build, preview } from 'vite';

/** Builds the page in this folder from the workspace's sources for production, and serves it on loopback. Resolves to { url, close }. */
export async function serveBuilt(root, headers = {}) {
  const config = {
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@lcw-auth/source', 'module', 'browser', 'production'] },
    build: { outDir: resolve(import.meta.dirname, 'node_modules/.cache', basename(root)), emptyOutDir: true, target: 'es2022' },
  };
  await build(config);
  const server = await preview({ ...config, preview: { port: 0, host: 'localhost', headers } });
  return { url: server.resolvedUrls.local[0], close: async () => server.close() };
}
