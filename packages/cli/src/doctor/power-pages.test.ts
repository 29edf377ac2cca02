import { powerPagesPaths } from '@lcw-auth/server';
import { describe, expect, test } from 'vitest';
import { answer, examine, session } from './portal.fixture.js';

const paths = { token: powerPagesPaths.tokenPath, publicKey: powerPagesPaths.publicKeyPath };
const named = ['--header', session, '--client-function', 'auth.getAuthenticationToken'];

describe('a Power Pages site', () => {
  test('passes when certificate, URLs and client function are in place', async () => {
    const { code, findings } = await examine({ paths }, named);
    expect(findings['power-pages']?.status).toBe('pass');
    expect(code).toBe(0);
  });

  test.each([
    ['gives no token', { paths, token: answer(500, {}, '{"error":"PortalSTS0001"}') }, 'The site gave no token.'],
    ['publishes no key', { paths, publicKey: answer(404, {}, '') }, 'The site publishes no key.'],
  ])('that %s needs a certificate and its site setting', async (_name, parts, detail) => {
    const { code, findings } = await examine(parts, named);
    expect(findings['power-pages']).toMatchObject({ status: 'fail', detail });
    expect(findings['power-pages']?.fix).toContain('CustomCertificates/ImplicitGrantflow');
    expect(code).toBe(1);
  });

  test('with another client function gets a warning', async () => {
    const { code, findings } = await examine({ paths }, ['--header', session, '--client-function', 'getToken']);
    expect(findings['power-pages']).toMatchObject({ status: 'warn' });
    expect(code).toBe(0);
  });

  test('receives the header with which it reports an ended session', async () => {
    let requestedWith: unknown;
    const { findings } = await examine({
      paths,
      token: (request, response) => {
        requestedWith ??= request.headers['x-requested-with'];
        response.writeHead(200, { 'x-responded-json': '{"status":401,"headers":{}}' }).end();
      },
    });
    expect(requestedWith).toBe('XMLHttpRequest');
    expect(findings['token-reachable']?.detail).toBe('The endpoint says that no user is signed in.');
  });
});

test('a portal that is not a Power Pages site gets no finding about it', async () => {
  expect((await examine()).findings['power-pages']).toBe(undefined);
});
