import {
  anything,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  jsonValue,
  oneof,
  record,
  string,
  webPath,
  type Arbitrary,
} from 'fast-check';
import { expect, test } from 'vitest';
import { LiveChatUserError, type Answer, type Exchange } from './index.js';
import { bert, createTestService, pair } from './test-service.fixture.js';

const allowed = 'https://www.example.com';
const headerNames = [
  'origin',
  'sec-fetch-site',
  'accept',
  'if-none-match',
  'access-control-request-headers',
  'access-control-request-method',
  'cookie',
];
const someValue = oneof(
  string({ maxLength: 60 }),
  string({ unit: 'binary', maxLength: 60 }),
  constantFrom(
    'https://www.example.com',
    'null',
    '*',
    'same-origin',
    'cross-site',
    'none',
    'application/json',
    ';q=,;',
    ','.repeat(5_000),
    '"'.repeat(500),
  ),
);
const someExchange: Arbitrary<Exchange> = record({
  method: oneof(constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'get', ''), string({ maxLength: 8 })),
  path: oneof(
    constantFrom('/auth/token', '/auth/publickey', '/auth/token/', '//auth/token', '/auth/../auth/token', '/__proto__'),
    webPath(),
    string(),
  ),
  host: oneof(constantFrom('www.example.com', ''), string({ maxLength: 20 })),
  headers: dictionary(constantFrom(...headerNames), someValue),
}).map(({ method, path, host, headers }) => ({
  method,
  path,
  host,
  header: (name) => headers[name] ?? null,
  request: () => new Request('https://www.example.com/auth/token'),
}));

/** What is wrong with an answer to a request; null when nothing is. */
function complaint(exchange: Exchange, { status, headers, body }: Answer): string | null {
  if (![200, 204, 304, 401, 403, 404, 405].includes(status)) return `status ${status}`;
  if (Object.values(headers).some((value) => !/^[\t\x20-\x7e]*$/.test(value))) return 'a header that HTTP does not allow';
  if (!body?.includes('eyJ')) return null;
  if (exchange.path !== '/auth/token' || headers['cache-control'] !== 'no-store') return 'a token that may be stored';
  const origin = exchange.header('origin');
  if (origin === allowed) return headers['access-control-allow-origin'] === allowed ? null : 'an allowed page that cannot read';
  if (headers['access-control-allow-origin'] !== undefined) return 'a foreign page that can read';
  const site = exchange.header('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none' ? null : 'a token for a foreign page';
}

test('whatever is sent, the answer is an HTTP answer with safe headers, and a foreign page never gets a token', async () => {
  const { service, notices } = createTestService({ allowedOrigins: [allowed] });
  await assert(
    asyncProperty(someExchange, async (exchange) => {
      expect(complaint(exchange, await service.answer(exchange))).toBeNull();
    }),
    { numRuns: 2_000 },
  );
  expect(notices).toEqual([]);
});

/** What is wrong with a token for such a user; null when nothing is. */
function tokenComplaint(token: string, sub: unknown): string | null {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  if (payload['iss'] !== 'contosohelp.com' || payload['sub'] !== sub) return 'another issuer or subject';
  if (Number(payload['exp']) - Number(payload['iat']) !== 900) return 'another lifetime';
  return ['string', 'undefined'].includes(typeof payload['lwicontexts']) ? null : 'lwicontexts that is no string';
}

test('whatever getUser gives, the caller gets a token of that user or a problem that says nothing of it', async () => {
  await assert(
    asyncProperty(anything(), anything({ maxDepth: 2 }), anything({ maxDepth: 2 }), async (sub, context, claims) => {
      const { service } = createTestService({ getUser: () => ({ sub, context, claims }) as never });
      const response = await service.fetch(new Request('https://www.example.com/auth/token'));
      const body = await response.text();
      const internalError = '{"type":"about:blank","title":"The token could not be made.","status":500,"code":"internal-error"}';
      expect(response.status === 200 ? tokenComplaint(body, sub) : body.replace(internalError, '')).toBe(
        response.status === 200 ? null : '',
      );
    }),
    { numRuns: 600 },
  );
});

test('random claim names never replace what the service says', async () => {
  const { service } = createTestService();
  const name = oneof(constantFrom('iss', 'sub', 'exp', 'EXP', 'Iss', '__proto__', 'constructor', 'aud'), string());
  await assert(
    asyncProperty(dictionary(name, jsonValue()), async (claims) => {
      const token = await service.signAuthToken({ ...bert, claims }).catch((error: unknown) => error);
      expect(typeof token === 'string' ? tokenComplaint(token, bert.sub) : token instanceof LiveChatUserError).toBe(
        typeof token === 'string' ? null : true,
      );
    }),
    { numRuns: 300 },
  );
});

test('no answer of the service ever holds the private key', async () => {
  const { service } = createTestService();
  const secret = pair.privateKey.replaceAll(/-----[A-Z ]+-----|\s/g, '').slice(100, 140);
  for (const path of ['/auth/token', '/auth/publickey', '/']) {
    const text = await (await service.fetch(new Request(`https://www.example.com${path}`))).text();
    expect(text).not.toContain(secret);
    expect(Buffer.from(text, 'base64').toString()).not.toContain(secret);
  }
});
