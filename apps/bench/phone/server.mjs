// Serves the pages of the benchmark, compressed, with a token endpoint and a chat service that verifies the token.
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { build } from 'vite';

/** Milliseconds that the token endpoint takes. */
export const endpointTakes = 100;

/** Builds the named pages from the workspace's sources. Resolves to { origin, setAhead, close }. */
export async function servePages(names) {
  const scripts = new Map();
  for (const name of ['widget', ...names]) scripts.set(name, await bundle(name));
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const sign = () => {
    const at = Math.floor(now().getTime() / 1000);
    const claims = { sub: 'bert', iss: 'https://shop.example', iat: at, nbf: at, exp: at + 900 };
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key-1' }).sign(privateKey);
  };
  const verifies = (token) =>
    jwtVerify(token, publicKey, { currentDate: now() }).then(
      () => true,
      () => false,
    );
  const respond = async (path, body) => {
    const script = scripts.get(path.slice(1, -'.js'.length));
    if (script !== undefined) return [200, 'text/javascript', script];
    if (path.startsWith('/widget-')) return [200, 'application/json', '{}'];
    if (path === '/chat') return [(await verifies(body)) ? 204 : 401, 'text/plain', ''];
    if (path === '/token') return [200, 'text/plain', await sign(), endpointTakes];
    if (path === '/oidc-token') {
      const tokens = { access_token: await sign(), refresh_token: 'refresh', token_type: 'Bearer', expires_in: 900 };
      return [200, 'application/json', JSON.stringify(tokens), endpointTakes];
    }
    return names.includes(path.slice(1)) ? [200, 'text/html', html(path.slice(1))] : [404, 'text/plain', ''];
  };

  const handle = async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const [status, type, text, takes = 0] = await respond(request.url, body);
    if (takes) await new Promise((later) => setTimeout(later, takes));
    const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', date: now().toUTCString() };
    const isCompressed = type === 'text/javascript' || type === 'text/html';
    response.writeHead(status, isCompressed ? { ...headers, 'content-encoding': 'gzip' } : headers);
    response.end(isCompressed ? gzipSync(text) : text);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise((listening) => server.listen(0, 'localhost', listening));
  return {
    origin: `http://localhost:${server.address().port}`,
    /** Sets by how many milliseconds the server's clock is ahead, for pages with a fake clock. */
    setAhead: (milliseconds) => (ahead = milliseconds),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const html = (name) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <link rel="icon" href="data:," />
    <title>Shop</title>
    <script type="module" async src="/widget.js"></script>
    <script type="module" src="/${name}.js"></script>
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>`;

/** Builds one page, and returns its only script. */
async function bundle(name) {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@lcw-auth/source', 'module', 'browser', 'production'] },
    build: { write: false, target: 'es2022', rolldownOptions: { input: resolve(import.meta.dirname, 'pages', `${name}.tsx`) } },
  });
  if (output.length > 1) throw new Error(`${name} has ${output.length} files, and the server serves one.`);
  return output[0].code;
}
