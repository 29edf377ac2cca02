import react from '@vitejs/plugin-react';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';

const source = '@lcw-auth/source';

/** The page from index.html and, with `vite build --ssr`, the server as one Node program with the workspace's packages inside. */
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: {
    resolve: { conditions: [source, ...defaultServerConditions], externalConditions: [source, 'node'] },
    noExternal: [/^@lcw-auth\//],
  },
  // Vite's default list, plus the portal's data.
  server: { fs: { deny: ['.env', '.env.*', '*.{crt,pem}', '**/.git/**', '**/.data/**'] } },
  // The server that serves a built page writes a new nonce here for each response.
  html: { cspNonce: '__CSP_NONCE__' },
  build: { sourcemap: true },
});
