import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { botTokenService } from './bot/bot-token-service.js';
import { createFaultBoard } from './faults/fault-board.js';
import { handlers, powerPagesHandlers } from './msw.js';
import { validateAuthToken } from './omnichannel/validate-auth-token.js';

const faults = createFaultBoard();
const service = botTokenService({ faults });
let user: Record<string, unknown> | null = {};
const server = setupServer(...handlers({ faults, botTokenService: service, getUser: () => user }));

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  faults.clear();
  user = {};
});
afterAll(() => server.close());

const token = () => fetch('https://portal.example/auth/token', { method: 'POST' });
const publicKey = async () => (await fetch('https://portal.example/auth/publickey')).text();

test('the token endpoint returns tokens that match the public key endpoint', async () => {
  const jwt = await (await token()).text();
  expect(await validateAuthToken(jwt, await publicKey())).toMatchObject({ valid: true });
});

test("the token carries the user's claims", async () => {
  user = { sub: 'bert' };
  expect(await validateAuthToken(await (await token()).text(), await publicKey())).toMatchObject({ claims: { sub: 'bert' } });
});

test('responds 401 when no user is signed in', async () => {
  user = null;
  expect((await token()).status).toBe(401);
});

test('the bot token service accepts a token', async () => {
  const post = { method: 'POST', body: JSON.stringify({ token: 'good' }) };
  const { sasUrl } = service.issue();
  expect((await fetch(sasUrl, post)).status).toBe(200);
  expect((await fetch(sasUrl, post)).status).toBe(404);
});

describe('simulates faults', () => {
  test('of the token endpoint', async () => {
    faults.set({ tokenEndpoint: { status: 503 } });
    expect((await token()).status).toBe(503);
    faults.set({ tokenEndpoint: { offline: true } });
    await expect(token()).rejects.toThrow(TypeError);
  });

  test('of the token', async () => {
    faults.set({ token: 'expired' });
    expect(await validateAuthToken(await (await token()).text(), await publicKey())).toMatchObject({ reason: 'expired' });
    faults.set({ token: 'missing-subject' });
    expect(await validateAuthToken(await (await token()).text(), await publicKey())).toMatchObject({ reason: 'missing-claim' });
  });

  test('of the public key endpoint and of the bot token service', async () => {
    faults.set({ publicKeys: { body: '<html>' }, botTokenService: { status: 202 } });
    expect(await publicKey()).toBe('<html>');
    expect((await fetch(service.issue().sasUrl, { method: 'POST' })).status).toBe(202);
    faults.set({ botTokenService: { offline: true } });
    await expect(fetch(service.issue().sasUrl, { method: 'POST' })).rejects.toThrow(TypeError);
  });
});

test('without options, keys are created at the first request and a user is signed in', async () => {
  server.use(...handlers());
  const jwt = await (await token()).text();
  expect(await validateAuthToken(jwt, await publicKey())).toMatchObject({ valid: true });
  server.resetHandlers();
});

describe('a Power Pages portal', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`https://portal.example/_services/auth/${path}?client_id=a&response_type=token`, { headers });

  test('serves its token and its public key at its own paths', async () => {
    server.use(...powerPagesHandlers({ getUser: () => user }));
    const jwt = await (await get('token')).text();
    expect(await validateAuthToken(jwt, await (await get('publickey')).text())).toMatchObject({ valid: true });
    server.resetHandlers();
  });

  test('responds 200 with a header that contains 401 to an anonymous XMLHttpRequest', async () => {
    server.use(...powerPagesHandlers({ getUser: () => null }));
    const response = await get('token', { 'X-Requested-With': 'XMLHttpRequest' });
    expect(response.status).toBe(200);
    expect(JSON.parse(response.headers.get('x-responded-json') ?? '')).toMatchObject({ status: 401 });
    expect(await response.text()).toBe('');
    server.resetHandlers();
  });

  test('redirects any other anonymous request to a sign-in page', async () => {
    server.use(...powerPagesHandlers({ getUser: () => null }));
    const response = await get('token');
    expect([response.status, response.redirected, response.headers.get('x-responded-json')]).toEqual([200, true, null]);
    expect(response.url).toMatch(/^https:\/\/portal\.example\/SignIn\?returnUrl=%2F_services%2Fauth%2Ftoken%3F/);
    expect(await response.text()).toContain('<title>Sign in</title>');
    server.resetHandlers();
  });
});
