import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createKeyRing, createTokenService, toNodeListener } from '@lcw-auth/server';
import { renderToPipeableStream } from 'react-dom/server';
import { App } from './app.jsx';

const user = { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e' };
const auth = toNodeListener(createTokenService({ issuer: 'contoso.example', keyRing: createKeyRing(), getUser: () => user }));

const server = createServer((request, response) => {
  if (request.url.startsWith('/auth/')) return auth(request, response);
  if (request.url === '/client.js') {
    response.setHeader('content-type', 'text/javascript');
    return response.end(readFileSync('client.js'));
  }
  response.setHeader('content-type', 'text/html');
  const stream = renderToPipeableStream(<App isStrict={request.url.includes('strict')} />, {
    bootstrapModules: ['/client.js'],
    onShellReady: () => stream.pipe(response),
    onError: (error) => process.stderr.write(`${error.stack}\n`),
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
