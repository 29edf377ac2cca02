import { createSign } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { answer, bert, ec, examine, listOf, other, pair, session, weak, type PortalParts } from './patient.fixture.js';
import { runInProcess } from './terminal.fixture.js';

const noStore = { 'cache-control': 'no-store', 'content-type': 'text/plain' };
const text = { 'content-type': 'text/plain' };
const json = { 'content-type': 'application/json' };
const now = Math.floor(Date.now() / 1000);
const good = { iss: 'contosohelp.com', sub: bert, iat: now, nbf: now, exp: now + 900, jti: 'x' };

/** A token with any claims and header, signed with the portal's key. */
function sign(claims: object, header: object = {}, privateKey = pair.privateKey): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: pair.kid, ...header })}.${encode(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
}

/** An endpoint that gives this token to whoever has the session, and 401 to everybody else. */
function gives(token: string, headers: Record<string, string> = noStore): NonNullable<PortalParts['token']> {
  return (request, response) => {
    if (request.headers.cookie === undefined) response.writeHead(401).end();
    else response.writeHead(200, headers).end(token);
  };
}

describe('a healthy portal', () => {
  test('passes every check but https, since it is on this machine', async () => {
    const {
      code,
      findings,
      text: shown,
    } = await examine({}, ['--header', session, '--client-function', 'auth.getAuthenticationToken', '--context-variable', 'msdyn_isvip']);
    expect(code).toBe(0);
    const notPassed = Object.entries(findings).filter(([, { status }]) => status !== 'pass');
    expect(notPassed.map(([check, { status }]) => [check, status])).toEqual([
      ['public-key-https', 'warn'],
      ['token-https', 'warn'],
    ]);
    expect(Object.keys(findings)).toEqual([
      'public-key-reachable',
      'public-key-https',
      'public-key-type',
      'public-key-form',
      'public-key-private',
      'public-key-strength',
      'public-key-kids',
      'public-key-expiry',
      'public-key-time',
      'token-reachable',
      'token-https',
      'token-time',
      'token-no-store',
      'token-type',
      'token-form',
      'token-algorithm',
      'token-claims',
      'token-subject',
      'token-times',
      'token-context',
      'clock',
      'token-kid',
      'token-signature',
      'token-accepted',
      'anonymous-refused',
      'foreign-origin',
      'client-function',
    ]);
    expect(shown).not.toMatch(/eyJ|very-secret|hunter2/);
  });

  test('passes with a list of keys, and with its page on another origin', async () => {
    const service = { allowedOrigins: ['https://www.contoso.com'] };
    const { code, findings } = await examine(
      { service, publicKey: answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey }, { kid: other.kid, pem: other.publicKey })) },
      ['--header', session, '--origin', 'https://www.contoso.com'],
    );
    expect(code).toBe(0);
    expect(findings['public-key-form']?.detail).toBe('a list of 2');
    expect(findings['own-origin']?.status).toBe('pass');
  });

  test('passes when it answers JSON with a token', async () => {
    const { findings } = await examine({ token: gives(JSON.stringify({ token: sign(good) }), { ...noStore, ...json }) });
    expect(findings['token-accepted']?.status).toBe('pass');
    expect(findings['token-type']?.detail).toContain('hand over that alone');
  });

  test("passes in Power Pages' way of saying that nobody is signed in", async () => {
    const token = gives(sign(good));
    const { findings } = await examine({
      token: (request, response) => {
        if (request.headers.cookie !== undefined) token(request, response);
        else response.writeHead(200, { 'x-responded-json': '{"status":401,"headers":{}}' }).end();
      },
    });
    expect(findings['anonymous-refused']?.status).toBe('pass');
  });
});

describe('a sick public key endpoint', () => {
  test.each<[string, NonNullable<PortalParts['publicKey']>, string, RegExp]>([
    ['asks for a sign-in', answer(401, {}, ''), 'public-key-reachable', /answers 401/],
    ['redirects', answer(302, { location: '/login?return=secret' }, ''), 'public-key-reachable', /answers 302, to http.*\/login\.$/],
    ['is a web page', answer(200, { 'content-type': 'text/html' }, '<html>'), 'public-key-type', /web page/],
    ['is empty', answer(200, text, ''), 'public-key-form', /empty/],
    ['is cut short', answer(200, text, pair.publicKey.slice(0, 120)), 'public-key-form', /no RSA public key/],
    ['is a JSON Web Key Set', answer(200, json, '{"keys":[]}'), 'public-key-form', /JSON Web Key Set/],
    ['publishes the private key', answer(200, text, pair.privateKey), 'public-key-private', /PRIVATE key/],
    [
      'publishes a private key in a list',
      answer(200, json, listOf({ kid: 'a', pem: pair.privateKey })),
      'public-key-private',
      /PRIVATE key/,
    ],
    ['publishes a private JWK', answer(200, json, `{"keys":[{"d":"${'a'.repeat(80)}"}]}`), 'public-key-private', /PRIVATE key/],
    ['has RSA 1024', answer(200, text, weak.publicKey), 'public-key-strength', /1024 bits/],
    ['has an EC key', answer(200, text, ec.publicKey), 'public-key-strength', /RSA key/],
    [
      'repeats a kid',
      answer(200, json, listOf({ kid: 'a', pem: pair.publicKey }, { kid: 'a', pem: other.publicKey })),
      'public-key-kids',
      /the same kid/,
    ],
    ['lacks a kid', answer(200, json, listOf({ pem: pair.publicKey })), 'public-key-kids', /no kid/],
    [
      'has expired',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: now - 7_200 })),
      'public-key-expiry',
      /2 hours ago/,
    ],
    [
      'counts milliseconds',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: now * 1000 })),
      'public-key-expiry',
      /milliseconds/,
    ],
    [
      'writes its expiry as text',
      answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey, expiry: 'soon' })),
      'public-key-expiry',
      /no number/,
    ],
  ])('that %s is found out, with a fix', async (_name, publicKey, check, detail) => {
    const { code, findings, text: shown } = await examine({ publicKey });
    expect(code).toBe(1);
    expect(findings[check]?.status).toBe('fail');
    expect(findings[check]?.detail).toMatch(detail);
    expect(findings[check]?.fix).not.toBe(undefined);
    expect(shown).not.toMatch(/eyJ|very-secret|MIIE/);
  });
});

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
    ['may be cached', { token: gives(sign(good), text) }, 'token-no-store', /no Cache-Control/],
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

describe('a server that', () => {
  test('is not there is told as such', async () => {
    const run = await runInProcess([
      'doctor',
      '--token-url',
      `${await closedPort()}/token`,
      '--public-key-url',
      `${await closedPort()}/key`,
    ]);
    expect(run.code).toBe(1);
    expect(run.out).toContain('nothing listens there');
  });

  test('never answers is given up after ten seconds', async () => {
    const { code, findings } = await examine({ publicKey: () => undefined });
    expect(code).toBe(1);
    expect(findings['public-key-reachable']?.detail).toContain('no answer within 10 seconds');
    expect(findings['token-accepted']?.status).toBe('skip');
  }, 20_000);
});

test.each([
  [[], 'better both'],
  [['--token-url', 'contoso.com/token'], '--token-url takes a URL'],
  [['--token-url', 'file:///etc/passwd'], '--token-url takes a URL'],
  [['--token-url', 'https://user:hunter2@contoso.com/'], 'without a user name'],
  [['--token-url', 'https://contoso.com', '--header', 'session=hunter2'], '--header number 1 is no header'],
  [['--token-url', 'https://contoso.com', '--header', 'Cookie: hunter2\nX: y'], '--header number 1 is no header'],
  [['--token-url', 'https://contoso.com', '--method', 'DELETE'], '--method must be GET or POST'],
  [['--token-url', 'https://contoso.com', '--origin', 'https://contoso.com/chat'], '--origin takes an origin'],
])('doctor %j is not understood, and no secret is repeated', async (args, message) => {
  const run = await runInProcess(['doctor', ...args]);
  expect(run.code).toBe(2);
  expect(run.err).toContain(message);
  expect(run.err).not.toContain('hunter2');
});

test.each([
  ['auth.getAuthenticationToken', 'pass'],
  ['getToken', 'pass'],
  ['window.auth.getToken', 'warn'],
  ['auth.getToken()', 'fail'],
  ["auth['getToken']", 'fail'],
])('the client function %s: %s', async (name, status) => {
  const { findings } = await examine({}, ['--header', session, '--client-function', name]);
  expect(findings['client-function']?.status).toBe(status);
});

test('a spinner turns on a terminal while waiting, and is wiped away', async () => {
  const run = await runInProcess(['doctor', '--token-url', 'http://127.0.0.1:1/token'], { isInteractive: true });
  expect(run.err).toContain('⠋ Examining');
  expect(run.err.endsWith('\r\u001B[K')).toBe(true);
});

/** An address where nothing listens any more. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
