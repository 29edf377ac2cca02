import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const icons = resolve(import.meta.dirname, 'node_modules/@fluentui/font-icons-mdl2/fonts');

export default defineConfig({
  plugins: [
    react(),
    {
      // Fluent UI's icons come from Microsoft's CDN unless the page serves them itself.
      name: 'icon-fonts',
      configureServer: (server) => void server.middlewares.use('/icons', sendIcon),
      configurePreviewServer: (server) => void server.middlewares.use('/icons', sendIcon),
    },
  ],
  // Microsoft's packages expect Node's name for the global object.
  define: { global: 'globalThis' },
  build: { target: 'esnext', chunkSizeWarningLimit: 20_000, rolldownOptions: { input: ['index.html', 'judge.html'] } },
});

function sendIcon(request: { url?: string }, response: NodeJS.WritableStream & { statusCode?: number }) {
  const name = /^\/([\w-]+\.woff)(\?.*)?$/.exec(request.url ?? '')?.[1];
  const notFound = () => {
    response.statusCode = 404;
    response.end();
  };
  if (!name) return notFound();
  createReadStream(resolve(icons, name)).on('error', notFound).pipe(response);
}
