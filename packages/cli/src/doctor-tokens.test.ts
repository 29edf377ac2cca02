import { describe, expect, test } from 'vitest';
import {
  answer,
  bert,
  examine,
  gives,
  good,
  json,
  listOf,
  noStore,
  now,
  other,
  session,
  sign,
  type PortalParts,
} from './patient.fixture.js';

describe('a sick token endpoint', () => {
  test.each<[string, PortalParts, string, RegExp]>([
    [
      'redirects to a sign-in page',
      { token: answer(302, { location: 'https://login.example/x?code=secret' }, '') },
      'token-reachable',
      /redirects to https:\/\/login\.example\/x\.$/,
    ],
    ['says that the session has ended', { service: { getUser: () => null } }, 'token-reachable', /nobody is signed in/],
    ['fails', { token: answer(500, {}, 'stack trace') }, 'token-reachable', /500/],
    ['is not there', { token: answer(404, {}, '') }, 'token-reachable', /404/],
    ['gives a web page', { token: answer(200, { 'content-type': 'text/html' }, '<html>') }, 'token-type', /web page/],
    ['gives no token', { token: answer(200, json, '{"jwt":1}') }, 'token-type', /no token/],
    ['may be cached', { token: gives(sign(good), { 'content-type': 'text/plain' }) }, 'token-no-store', /no Cache-Control/],
    ['signs with HS256', { token: gives(sign(good, { alg: 'HS256' })) }, 'token-algorithm', /HS256/],
    [
      'names an unknown key',
      { publicKey: answer(200, json, listOf({ kid: other.kid, pem: other.publicKey })), token: gives(sign(good)) },
      'token-kid',
      /names the key/,
    ],
    ['signs with another key', { token: gives(sign(good, {}, other.privateKey)) }, 'token-signature', /does not match/],
    ['lacks a claim', { token: gives(sign({ ...good, iss: undefined })) }, 'token-claims', /iss/],
    ['has SubId for sub', { token: gives(sign({ ...good, sub: undefined, SubId: bert })) }, 'token-claims', /SubId/],
    ['counts milliseconds', { token: gives(sign({ ...good, exp: Date.now() + 900_000 })) }, 'token-times', /milliseconds/],
    ['gives expired tokens', { token: gives(sign({ ...good, iat: now - 4_000, exp: now - 3_600 })) }, 'token-times', /expired 1 hour ago/],
    ['dates tokens ahead', { token: gives(sign({ ...good, nbf: now + 600 })) }, 'token-times', /in 10 minutes/],
    ['has lwicontexts as an object', { token: gives(sign({ ...good, lwicontexts: { a: 1 } })) }, 'token-context', /of type object/],
    ['nests a context variable', { token: gives(sign({ ...good, lwicontexts: '{"cart":{"n":1}}' })) }, 'token-context', /"cart"/],
    ['gives everybody a token', { token: answer(200, noStore, sign(good)) }, 'anonymous-refused', /200 all the same/],
    [
      'lets every page read',
      { token: gives(sign(good), { ...noStore, 'access-control-allow-origin': '*' }) },
      'foreign-origin',
      /any origin/,
    ],
  ])('that %s is found out, with a fix', async (_name, parts, check, detail) => {
    const { code, findings, text: shown } = await examine(parts);
    expect(code).toBe(1);
    expect(findings[check]?.status).toBe('fail');
    expect(findings[check]?.detail).toMatch(detail);
    expect(findings[check]?.fix).not.toBe(undefined);
    expect(shown).not.toMatch(/eyJ|very-secret|hunter2|secret|stack trace/);
  });

  test('that echoes the origin, even null, is found out', async () => {
    for (const echoed of ['https://foreign.example', 'null']) {
      const token: PortalParts['token'] = (request, response) => {
        const { origin } = request.headers;
        response.writeHead(200, { ...noStore, ...(origin === echoed ? { 'access-control-allow-origin': origin } : {}) }).end(sign(good));
      };
      expect((await examine({ token })).findings['foreign-origin']?.status).toBe('fail');
    }
  });

  test('that does not allow the page with the widget is found out', async () => {
    const { findings } = await examine({}, ['--header', session, '--origin', 'https://www.contoso.com']);
    expect(findings['own-origin']).toMatchObject({ status: 'fail' });
    expect(findings['own-origin']?.fix).toContain("allowedOrigins: ['https://www.contoso.com']");
  });

  test('whose clock is wrong is told by how much', async () => {
    const date = new Date(Date.now() - 120_000).toUTCString();
    const { findings } = await examine({ token: gives(sign(good), { ...noStore, date }) });
    expect(findings['clock']?.detail).toMatch(/1(?:19|20|21) s behind/);
  });

  test('whose context has a variable that the workstream lacks is found out', async () => {
    const { findings } = await examine({}, ['--header', session, '--context-variable', 'msdyn_cartvalue']);
    expect(findings['token-accepted']?.status).toBe('fail');
    expect(findings['token-accepted']?.detail).toContain('msdyn_isvip');
  });

  test('whose sub is no GUID and whose life is long gets warnings and may pass', async () => {
    const { code, findings } = await examine({ token: gives(sign({ ...good, sub: 'bert', exp: now + 86_400 })) });
    expect(code).toBe(0);
    expect(findings['token-subject']?.status).toBe('warn');
    expect(findings['token-times']?.status).toBe('warn');
  });
});
