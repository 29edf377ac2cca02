import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { createRedact } from '../findings/redact.js';
import { examine, good, noStore, sign, type PortalParts } from './portal.fixture.js';

const cookie = 'abcdefghijklmnop-0123456789-qrstuvwxyz/é+%20';
const key = 'K3y-Zz91-secret-value';
const headers = [
  '--header',
  `Cookie: theme=dark; session=${cookie}`,
  '--header',
  `Authorization: Bearer ${key}`,
  '--header',
  `X-Api-Key: ${key}`,
];

/** Every piece of eight characters of the secrets. */
const pieces = [cookie, encodeURIComponent(cookie), key].flatMap((secret) =>
  Array.from({ length: secret.length - 7 }, (_, start) => secret.slice(start, start + 8).toLowerCase()),
);

const received = ({ headers: sent }: IncomingMessage): string => {
  const text = Buffer.from(sent.cookie ?? '', 'latin1').toString();
  return `${encodeURIComponent(text.slice(text.indexOf('session=') + 8))}-${sent.authorization?.slice(7)}-${String(sent['x-api-key'])}`;
};

test.each<[string, NonNullable<PortalParts['token']>]>([
  ['a redirect', (request, response) => void response.writeHead(302, { location: `/login/${received(request)}` }).end()],
  ['the content type', (request, response) => void response.writeHead(200, { 'content-type': `text/${received(request)}` }).end('x')],
  ['Cache-Control', (request, response) => void response.writeHead(200, { 'cache-control': received(request) }).end(sign(good))],
  ['the algorithm', (request, response) => void response.writeHead(200, noStore).end(sign(good, { alg: received(request) }))],
  ['the key id', (request, response) => void response.writeHead(200, noStore).end(sign(good, { kid: received(request) }))],
  [
    'the context',
    (request, response) => {
      const lwicontexts = JSON.stringify({ [received(request)]: {}, [received(request).toUpperCase()]: 1 });
      response.writeHead(200, noStore).end(sign({ ...good, lwicontexts }));
    },
  ],
])('a cookie and headers that the server puts into %s are not shown', async (_name, token) => {
  const { text } = await examine({ token }, headers);
  expect(pieces.filter((piece) => text.toLowerCase().includes(piece))).toEqual([]);
  expect(text).toContain('[redacted]');
});

test.each([
  ['a whole value', 'got session-secret!', 'got [redacted]!'],
  ['a value in capitals', 'GOT SESSION-SECRET!', 'GOT [redacted]!'],
  ['a value that was cut', 'got session-sec…', 'got [redacted]…'],
  ['two values', 'session-secret and 1234', '[redacted] and [redacted]'],
  ['a JWT', 'got eyJhbGciOi.eyJzdWIi.sig', 'got [token]'],
  ['nothing secret', 'text/plain from https://contoso.com', 'text/plain from https://contoso.com'],
])('redacts %s', (_name, text, expected) => {
  const redact = createRedact({ cookie: 'a=session-secret; pin=1234; b=1', accept: 'text/plain' });
  expect(redact(text)).toBe(expected);
});
