// Starts the portal for development: one process, one origin, no build step. Vite serves the page and loads the TypeScript server.
import { createServer } from 'node:http';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer as createVite } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
process.chdir(here);

const server = createServer();
const vite = await createVite({
  configFile: resolve(here, 'vite.config.ts'),
  appType: 'spa',
  server: { middlewareMode: true, ws: { server } },
});
const { start } = await vite.ssrLoadModule('/server/start.ts');
await start({
  server,
  dataDir: resolve(here, '.data'),
  servePage: async () => vite.middlewares,
  onStop: () => vite.close(),
});
