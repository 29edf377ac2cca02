import { createServer } from 'node:http';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientFiles } from './client-files.js';
import { start } from './start.js';

// The built server is in dist/server, beside dist/client.
const here = dirname(fileURLToPath(import.meta.url));

/** The portal's origin. */
export const origin = await start({
  server: createServer(),
  dataDir: resolve(here, '../../.data'),
  async servePage(portal) {
    portal.app.route('/', await clientFiles(resolve(here, '../client')));
    return null;
  },
});
