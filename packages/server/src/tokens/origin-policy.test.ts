import { describe, expect, test, vi } from 'vitest';
import { bert, createTestService } from '../test-service.fixture.js';

const shop = 'https://www.example.com';

describe('a page of the same origin', () => {
  test.each([
    ['sends Sec-Fetch-Site: same-origin', { 'sec-fetch-site': 'same-origin' }],
    ['sends Sec-Fetch-Site and Origin in a POST', { 'sec-fetch-site': 'same-origin', origin: 'https://shop.example.com' }],
    ['is in a browser without Sec-Fetch-Site', { origin: 'https://shop.example.com' }],
    ['is behind a proxy that ends TLS', { origin: 'http://shop.example.com' }],
    ['is opened by a user who typed the address', { 'sec-fetch-site': 'none' }],
    ['is a program and not a browser', {}],
  ])('gets a token when it %s', async (_name, headers) => {
    const response = await createTestService().token(headers);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a foreign page', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another site without an Origin header, as for an image or a script', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling domain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.example.com' }],
    ['another site in an old browser', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a host that starts with the same name', { origin: 'https://shop.example.com.evil.example' }],
    ['another port', { origin: 'https://shop.example.com:8443' }],
    ['an Origin that is not a URL', { origin: 'shop.example.com' }],
  ])('is refused before getUser is called: %s', async (_name, headers) => {
    const getUser = vi.fn<() => typeof bert>(() => bert);
    const response = await createTestService({ getUser, allowedOrigins: [shop] }).token(headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'origin-refused' });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('vary')).toContain('Origin');
    expect(getUser).not.toHaveBeenCalled();
  });
});

describe('a page of an allowed origin', () => {
  test.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['without Sec-Fetch-Site', {}],
  ])('may read the token, with the cookies of the user: %s', async (_name, headers) => {
    const response = await createTestService({ allowedOrigins: [shop] }).token({ origin: shop, ...headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(shop);
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    expect(response.headers.get('vary')).toContain('Origin');
  });

  test('may read the header Date, with which the client checks the expiry', async () => {
    const response = await createTestService({ allowedOrigins: [shop] }).token({ origin: shop });
    expect(response.headers.get('access-control-expose-headers')).toBe('Date');
  });

  test('may read that no user is signed in', async () => {
    const response = await createTestService({ allowedOrigins: [shop], getUser: () => null }).token({ origin: shop });
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe(shop);
  });

  test('gets a preflight answer that allows the requested headers', async () => {
    const { token } = createTestService({ allowedOrigins: [shop] });
    const response = await token(
      { origin: shop, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,x-csrf' },
      'OPTIONS',
    );
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(shop);
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,x-csrf');
    expect(response.headers.get('access-control-max-age')).toBe('600');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('allow')).toBeNull();
  });

  const granted = async (names: string): Promise<string | null> => {
    const { token } = createTestService({ allowedOrigins: [shop] });
    const response = await token({ origin: shop, 'access-control-request-headers': names }, 'OPTIONS');
    return response.headers.get('access-control-allow-headers');
  };

  test.each(['authorization', 'authorization, x-csrf', 'x'.repeat(60), Array.from({ length: 21 }, (_, index) => `x-${index}`).join(',')])(
    'gets the headers %j granted',
    async (names) => {
      expect(await granted(names)).toBe(names);
    },
  );

  test('gets no header granted when it requests none', async () => {
    const response = await createTestService({ allowedOrigins: [shop] }).token({ origin: shop }, 'OPTIONS');
    expect(response.headers.get('access-control-allow-headers')).toBeNull();
  });

  test.each([
    ['whose name is invalid', 'a b; c'],
    ['that ends in something else', 'authorization, x-csrf;'],
    ['that begins with something else', '; authorization'],
    ['with a name of more than 60 characters', 'x'.repeat(61)],
    ['with a later name of more than 60 characters', `a,${'x'.repeat(61)}`],
    ['when it requests more than 21', Array.from({ length: 22 }, (_, index) => `x-${index}`).join(',')],
    ['whose name is empty', 'authorization,,x-csrf'],
  ])('gets no header granted %s', async (_name, names) => {
    expect(await granted(names)).toBeNull();
  });
});

test('a preflight of a foreign origin is refused', async () => {
  const response = await createTestService().token({ origin: 'https://evil.example', 'access-control-request-method': 'POST' }, 'OPTIONS');
  expect(response.status).toBe(403);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

test.each([
  ['*', "'*' has a wildcard. List every origin, e.g. 'https://shop.example.com'"],
  ['https://*.contoso.com', "allowedOrigins takes exact origins, and 'https://*.contoso.com' has a wildcard"],
  ['https://www.example.com/', "'https://www.example.com'"],
  ['www.example.com', "'https://shop.example.com'"],
  ['null', "'https://shop.example.com'"],
  ['file:///pages', "'https://shop.example.com'"],
])('allowedOrigins rejects %s and the error says what to write', (entry, hint) => {
  expect(() => createTestService({ allowedOrigins: [entry] })).toThrow(hint);
});
