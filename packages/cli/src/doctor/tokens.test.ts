import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.fixture.js';
import { runInProcess } from '../terminal/terminal.fixture.js';
import {
  answer,
  bert,
  ec,
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
} from './portal.fixture.js';

// Stops the date at the time of the tokens, so that slow tests do not change the results.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a token endpoint is reported when it', () => {
  test.each<[string, PortalParts, string, RegExp]>([
    [
      'redirects to a sign-in page',
      { token: answer(302, { location: 'https://login.example/x?code=secret' }, '') },
      'token-reachable',
      /redirects to https:\/\/login\.example\/x\.$/,
    ],
    ['says that the session has ended', { service: { getUser: () => null } }, 'token-reachable', /no user is signed in/],
    ['answers 500', { token: answer(500, {}, 'stack trace') }, 'token-reachable', /500/],
    ['answers 404', { token: answer(404, {}, '') }, 'token-reachable', /404/],
    ['answers with a web page', { token: answer(200, { 'content-type': 'text/html' }, '<html>') }, 'token-type', /web page/],
    ['answers with no token', { token: answer(200, json, '{"jwt":1}') }, 'token-type', /not a token/],
    ['answers in UTF-16', { token: answer(200, noStore, Buffer.from(sign(good), 'utf16le')) }, 'token-type', /UTF-16/],
    ['may be cached', { token: gives(sign(good), { 'content-type': 'text/plain' }) }, 'token-no-store', /no Cache-Control/],
    ['signs with HS256', { token: gives(sign(good, { alg: 'HS256' })) }, 'token-algorithm', /HS256/],
    ['does not sign its tokens', { token: gives(sign(good, { alg: 'none' })) }, 'token-algorithm', /unsigned/],
    [
      'names an unknown key',
      { publicKey: answer(200, json, listOf({ kid: other.kid, pem: other.publicKey })), token: gives(sign(good)) },
      'token-kid',
      /names the key/,
    ],
    ['signs with another key', { token: gives(sign(good, {}, other.privateKey)) }, 'token-signature', /does not match/],
    ['leaves sub out', { token: gives(sign({ ...good, sub: undefined })) }, 'token-claims', /sub is missing/],
    ['has a number as sub', { token: gives(sign({ ...good, sub: 42 })) }, 'token-claims', /sub is a number, not a string/],
    ['has SubId instead of sub', { token: gives(sign({ ...good, sub: undefined, SubId: bert })) }, 'token-claims', /SubId/],
    ['leaves exp out', { token: gives(sign({ ...good, exp: undefined })) }, 'token-claims', /exp is missing/],
    ['has a list as exp', { token: gives(sign({ ...good, exp: [1] })) }, 'token-claims', /exp is a list, not a number/],
    [
      'gives expired tokens whose exp is in milliseconds',
      { token: gives(sign({ ...good, exp: (now - 3_600) * 1000 })) },
      'token-times',
      /expired 1 hour ago/,
    ],
    ['writes nbf as text', { token: gives(sign({ ...good, nbf: 'now' })) }, 'token-claims', /nbf is a string, not a number/],
    ['gives expired tokens', { token: gives(sign({ ...good, iat: now - 4_000, exp: now - 3_600 })) }, 'token-times', /expired 1 hour ago/],
    ['sets nbf far in the future', { token: gives(sign({ ...good, nbf: now + 3_600 })) }, 'token-times', /becomes valid in/],
    ['has lwicontexts as a list', { token: gives(sign({ ...good, lwicontexts: [1] })) }, 'token-context', /a list, not a string/],
    [
      'has lwicontexts that is not JSON',
      { token: gives(sign({ ...good, lwicontexts: 'vip' })) },
      'token-context',
      /does not contain a JSON object/,
    ],
    ['nests a context variable', { token: gives(sign({ ...good, lwicontexts: '{"cart":{"n":1}}' })) }, 'token-context', /"cart"/],
    ['gives a token to every caller', { token: answer(200, noStore, sign(good)) }, 'anonymous-refused', /answers 200 to a request without/],
    [
      'lets every page read the token',
      { token: gives(sign(good), { ...noStore, 'access-control-allow-origin': '*' }) },
      'foreign-origin',
      /any origin/,
    ],
  ])('%s', async (_name, parts, check, detail) => {
    const { code, findings, text: shown } = await examine(parts);
    expect(code).toBe(1);
    expect(findings[check]?.status).toBe('fail');
    expect(findings[check]?.detail).toMatch(detail);
    expect(findings[check]?.fix).not.toBe(undefined);
    expect(shown).not.toMatch(/eyJ|very-secret|hunter2|secret|stack trace/);
  });

  test('allows every origin that a request names, even null', async () => {
    for (const echoed of ['https://foreign.example', 'null']) {
      const token: PortalParts['token'] = (request, response) => {
        const { origin } = request.headers;
        response.writeHead(200, { ...noStore, ...(origin === echoed ? { 'access-control-allow-origin': origin } : {}) }).end(sign(good));
      };
      expect((await examine({ token })).findings['foreign-origin']?.status).toBe('fail');
    }
  });

  test("hides the header Date from the widget's page on another origin (a warning)", async () => {
    const cors = { 'access-control-allow-origin': 'https://www.contoso.com', 'access-control-allow-credentials': 'true' };
    const token: PortalParts['token'] = (request, response) =>
      response.writeHead(200, { ...noStore, ...(request.headers.origin === 'https://www.contoso.com' ? cors : {}) }).end(sign(good));
    const { findings } = await examine({ token }, ['--header', session, '--origin', 'https://www.contoso.com']);
    expect(findings['own-origin']).toMatchObject({ status: 'warn', fix: 'Send Access-Control-Expose-Headers: Date.' });
  });

  test("does not allow the origin of the widget's page", async () => {
    const { findings } = await examine({}, ['--header', session, '--origin', 'https://www.contoso.com']);
    expect(findings['own-origin']).toMatchObject({ status: 'fail' });
    expect(findings['own-origin']?.fix).toContain("allowedOrigins: ['https://www.contoso.com']");
  });
});

describe("a token that Microsoft's documents forbid and Omnichannel may accept causes a warning with exit code 0:", () => {
  const value = { value: 'gold', isDisplayable: true };
  test.each<[string, object, object, string, RegExp]>([
    ['PS256', {}, { alg: 'PS256' }, 'token-algorithm', /PS256/],
    ['no iss', { iss: undefined }, {}, 'token-claims', /iss is missing/],
    ['a number as iss', { iss: 1 }, {}, 'token-claims', /iss is a number, not a string/],
    ['null as iss', { iss: null }, {}, 'token-claims', /iss is null, not a string/],
    ['no iat', { iat: undefined }, {}, 'token-claims', /iat is missing/],
    ['exp as text', { exp: String(now + 900) }, {}, 'token-claims', /exp is a string, not a number/],
    ['iat in the future', { iat: now + 7_200, exp: now + 9_000 }, {}, 'token-times', /iat is in the future: in/],
    ['nbf slightly in the future', { nbf: now + 200 }, {}, 'token-times', /becomes valid in/],
    ['lwicontexts as an object', { lwicontexts: { a: 1 } }, {}, 'token-context', /is an object/],
    ['lwicontexts with value and isDisplayable', { lwicontexts: JSON.stringify({ Tier: value }) }, {}, 'token-context', /"Tier"/],
    ['an empty lwicontexts', { lwicontexts: '' }, {}, 'token-context', /empty/],
    ['null as lwicontexts', { lwicontexts: null }, {}, 'token-context', /null/],
    ['a long name in lwicontexts', { lwicontexts: JSON.stringify({ ['n'.repeat(101)]: 1 }) }, {}, 'token-context', /limits/],
    [
      'objects and a long name in lwicontexts',
      { lwicontexts: JSON.stringify({ Tier: value, ['n'.repeat(101)]: 1 }) },
      {},
      'token-context',
      /"Tier"[\s\S]*limits/,
    ],
    ['a long value in lwicontexts', { lwicontexts: JSON.stringify({ n: 'v'.repeat(4_001) }) }, {}, 'token-context', /limits/],
  ])('%s', async (_name, claims, header, check, detail) => {
    const token = sign({ ...good, ...claims }, header);
    const { code, findings } = await examine({ token: gives(token) });
    expect(findings[check]).toMatchObject({ status: 'warn' });
    expect(findings[check]?.detail).toMatch(detail);
    expect(findings['token-accepted']).toMatchObject({ status: 'warn' });
    expect(findings['token-accepted']?.detail).toContain('Omnichannel may refuse it');
    expect(code).toBe(0);
    expect((await runInProcess(['decode', token])).code).toBe(0);
  });

  test('a context variable that the workstream does not have', async () => {
    const { code, findings } = await examine({}, ['--header', session, '--context-variable', 'msdyn_cartvalue']);
    expect(code).toBe(0);
    expect(findings['token-accepted']?.status).toBe('warn');
    expect(findings['token-accepted']?.detail).toContain('msdyn_isvip');
  });

  test('an exp in milliseconds, which the widget reads', async () => {
    const token = sign({ ...good, exp: (now + 900) * 1000 });
    const { code, findings } = await examine({ token: gives(token) });
    expect(code).toBe(0);
    expect(findings['token-times']).toMatchObject({ status: 'warn', detail: 'exp is in milliseconds.' });
    expect((await runInProcess(['decode', token])).code).toBe(0);
  });

  test('a sub that is not a GUID, and a long lifetime', async () => {
    const { code, findings } = await examine({ token: gives(sign({ ...good, sub: 'bert', exp: now + 86_400 })) });
    expect(code).toBe(0);
    expect(findings['token-subject']?.status).toBe('warn');
    expect(findings['token-times']?.status).toBe('warn');
    expect(findings['token-accepted']?.status).toBe('pass');
  });
});

test('additional claims and a missing nbf are normal', async () => {
  const { code, findings } = await examine({ token: gives(sign({ ...good, nbf: undefined, given_name: 'Bert', roles: ['a'] })) });
  expect(code).toBe(0);
  expect(findings['token-claims']?.status).toBe('pass');
  expect(findings['token-accepted']?.status).toBe('pass');
});

test("reports the difference of the server's clock in seconds", async () => {
  const behind: typeof gives = (token) => (request, response) => {
    const date = new Date(Date.now() - 120_000).toUTCString();
    gives(token, { ...noStore, date })(request, response);
  };
  const { findings } = await examine({ token: behind(sign(good)) });
  expect(findings['clock']?.detail).toMatch(/1(?:19|20) s behind/);
});

test('a token with ES256 and its key cause warnings in the doctor and in verify', async () => {
  const signed = sign(good, { alg: 'ES256', kid: undefined }, ec.privateKey);
  const { code, findings } = await examine({ token: gives(signed), publicKey: answer(200, noStore, ec.publicKey) });
  for (const check of ['public-key-strength', 'token-algorithm', 'token-accepted']) expect(findings[check]?.status).toBe('warn');
  expect(findings['token-signature']?.status).toBe('pass');
  expect(code).toBe(0);
  const file = join(temporaryFolder(), 'public_key.pem');
  writeFileSync(file, ec.publicKey);
  const run = await runInProcess(['verify', signed, '--public-key', file]);
  expect(run.out).toContain("Forbidden by Microsoft's documents (wrong-algorithm)");
  expect(run.code).toBe(0);
});

test.each(['ES256', 'EdDSA'])('a token with %s that its key cannot verify is refused', async (alg) => {
  const { code, findings } = await examine({ token: gives(sign(good, { alg })) });
  expect(findings['token-algorithm']?.status).toBe('warn');
  expect(findings['token-accepted']?.status).toBe('fail');
  expect(code).toBe(1);
});
