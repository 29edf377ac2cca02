import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createKeyRing, createTokenService, toNodeListener } from '@lcw-auth/server';

const customer = { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', context: { msdyn_cartvalue: '10000' } };

const isSignedIn = (cookie) => /\bcustomer=bert\b/.test(cookie ?? '');

const answerToken = toNodeListener(
  createTokenService({
    issuer: 'contoso.example',
    keyRing: createKeyRing(),
    // A real portal reads its own session here.
    getUser: (request) => (isSignedIn(request.headers.get('cookie')) ? customer : null),
  }),
);
const types = { '.html': 'text/html', '.js': 'text/javascript' };

const server = createServer((request, response) => {
  answerToken(request, response, async () => {
    if (request.method === 'POST') return response.writeHead(204, { 'set-cookie': 'customer=bert; HttpOnly; SameSite=Lax; Path=/' }).end();
    if (request.url === '/session') return response.end(JSON.stringify({ userId: isSignedIn(request.headers.cookie) ? 'bert' : null }));
    const path = request.url === '/' ? 'index.html' : normalize(new URL(request.url, 'http://localhost').pathname);
    const isPublic = path === 'index.html' || path.startsWith('/node_modules/');
    const body = isPublic ? await readFile(join(import.meta.dirname, path)).catch(() => null) : null;
    response.writeHead(body ? 200 : 404, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
  });
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
