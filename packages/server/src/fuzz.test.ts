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
import { LiveChatUserError } from './index.js';
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
const someRequest: Arbitrary<Request> = record({
  method: constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'X-OTHER'),
  path: oneof(
    constantFrom(
      '/auth/token',
      '/AUTH/Token/',
      '/auth/publickey',
      '/auth/publickey//',
      '//auth/token',
      '/auth/../auth/token',
      '/__proto__',
    ),
    webPath(),
  ),
  host: constantFrom('www.example.com', 'shop.example.com:8443', '[::1]'),
  headers: dictionary(constantFrom(...headerNames), someValue),
}).map(({ method, path, host, headers }) => {
  const request = new Request(`https://${host}${path}`, { method });
  for (const [name, value] of Object.entries(headers)) setIfAllowed(request, name, value);
  return request;
});

/** Sets a header, unless HTTP forbids its value. */
function setIfAllowed({ headers }: Request, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Returns the problem with an answer to a request, or null. */
async function complaint(request: Request, response: Response): Promise<string | null> {
  if (![200, 204, 304, 401, 403, 404, 405].includes(response.status)) return `status ${response.status}`;
  if (!(await response.text()).includes('eyJ')) return null;
  const { headers } = response;
  if (!/^\/auth\/token\/*$/i.test(new URL(request.url).pathname) || headers.get('cache-control') !== 'no-store')
    return 'a token that may be stored';
  const origin = request.headers.get('origin');
  if (origin === allowed) return headers.get('access-control-allow-origin') === allowed ? null : 'an allowed page that cannot read';
  if (headers.has('access-control-allow-origin')) return 'a foreign page that can read';
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none' ? null : 'a token for a foreign page';
}

test('every request gets a valid answer, and a foreign page never gets a token', async () => {
  const { service, notices } = createTestService({ allowedOrigins: [allowed] });
  await assert(
    asyncProperty(someRequest, async (request) => {
      expect(await complaint(request, await service.fetch(request))).toBeNull();
    }),
    { numRuns: 1_000 },
  );
  expect(notices).toEqual([]);
});

/** Returns the problem with a token of a user with this `sub`, or null. */
function tokenComplaint(token: string, sub: unknown): string | null {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  if (payload['iss'] !== 'contosohelp.com' || payload['sub'] !== sub) return 'another issuer or subject';
  if (Number(payload['exp']) - Number(payload['iat']) !== 900) return 'another lifetime';
  return ['string', 'undefined'].includes(typeof payload['lwicontexts']) ? null : 'lwicontexts is not a string';
}

test('for any value of getUser, the caller gets a token of that user or a problem without details', async () => {
  await assert(
    asyncProperty(anything(), anything({ maxDepth: 2 }), anything({ maxDepth: 2 }), async (sub, context, claims) => {
      const { service } = createTestService({ getUser: () => ({ sub, context, claims }) as never });
      const response = await service.fetch(new Request('https://www.example.com/auth/token'));
      const body = await response.text();
      const internalError = '{"type":"about:blank","title":"The token could not be created.","status":500,"code":"internal-error"}';
      expect(response.status === 200 ? tokenComplaint(body, sub) : body.replace(internalError, '')).toBe(
        response.status === 200 ? null : '',
      );
    }),
    { numRuns: 600 },
  );
});

test('random claim names never replace the claims of the service', async () => {
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

test('no answer of the service contains the private key', async () => {
  const { service } = createTestService();
  const secret = pair.privateKey.replaceAll(/-----[A-Z ]+-----|\s/g, '').slice(100, 140);
  for (const path of ['/auth/token', '/auth/publickey', '/']) {
    const text = await (await service.fetch(new Request(`https://www.example.com${path}`))).text();
    expect(text).not.toContain(secret);
    expect(Buffer.from(text, 'base64').toString()).not.toContain(secret);
  }
});
