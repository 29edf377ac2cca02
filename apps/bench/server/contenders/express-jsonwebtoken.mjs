// PARSE=each parses the PEM for each token, as most examples on the web do.
import { createPrivateKey } from 'node:crypto';
import express from 'express';
import jwt from 'jsonwebtoken';
import { claims, isSignedIn, kid, port, privateKey, publicKey, ready } from './claims.mjs';

const key = process.env.PARSE === 'each' ? privateKey : createPrivateKey(privateKey);
const app = express();
app.get('/auth/publickey', (_request, response) => response.type('text/plain').send(publicKey));
app.get('/auth/token', (request, response) => {
  if (!isSignedIn(request.headers.cookie)) return response.status(401).end();
  jwt.sign(claims(), key, { algorithm: 'RS256', keyid: kid }, (error, token) => {
    if (error) response.status(500).end();
    else response.set('cache-control', 'no-store').type('text/plain').send(token);
  });
});
app.listen(port, '127.0.0.1', ready);
