// Serves the built Storybook from a sub-path, as a site with other things on it does.
import { resolve } from 'node:path';
import { preview } from 'vite';

await preview({
  configFile: false,
  base: '/library/docs/',
  build: { outDir: resolve(import.meta.dirname, '../../storybook-static') },
  preview: { port: Number(process.env.PORT), strictPort: true, host: 'localhost' },
});
