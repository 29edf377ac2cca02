import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { answer, examine, gives, good, json, listOf, noStore, other, pair, session, sign } from './patient.fixture.js';
import { runInProcess } from './terminal.fixture.js';

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
