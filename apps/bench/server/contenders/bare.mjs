// Only node:http and node:crypto. All ratios are relative to this server. HEADERS=all sends the public key with all headers
// that lcw-auth sends, which shows their cost.
import { createPrivateKey, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { claims, isSignedIn, kid, port, privateKey, publicKey, ready } from './claims.mjs';

const key = createPrivateKey(privateKey);
const keyHeaders = { 'content-type': 'text/plain', 'content-length': publicKey.length };
if (process.env.HEADERS === 'all')
  Object.assign(keyHeaders, {
    'access-control-allow-origin': '*',
    etag: '"1fJ0nFpWjVAbXw0t3fZbvQ"',
    'cache-control': 'public, max-age=300',
    'x-content-type-options': 'nosniff',
  });
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

createServer((request, response) => {
  if (request.url === '/auth/publickey') {
    response.writeHead(200, keyHeaders).end(publicKey);
    return;
  }
  if (!isSignedIn(request.headers.cookie)) {
    response.writeHead(401).end();
    return;
  }
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims())}`;
  sign('RSA-SHA256', Buffer.from(signed), key, (error, signature) => {
    if (error) response.writeHead(500).end();
    else
      response
        .writeHead(200, { 'content-type': 'text/plain', 'cache-control': 'no-store' })
        .end(`${signed}.${signature.toString('base64url')}`);
  });
}).listen(port, '127.0.0.1', ready);
