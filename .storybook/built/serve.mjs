// Serves the built Storybook from a sub-path, as on a site with other pages.
import { resolve } from 'node:path';
import { preview } from 'vite';

await preview({
  configFile: false,
  base: '/library/docs/',
  build: { outDir: resolve(import.meta.dirname, '../../storybook-static') },
  preview: { port: Number(process.env.PORT), strictPort: true, host: 'localhost' },
});
