import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { answer, examine, gives, good, json, listOf, noStore, other, pair, session, sign } from './portal.fixture.js';
import { runInProcess } from '../terminal/terminal.fixture.js';

describe('a healthy portal', () => {
  // A busy machine answers slowly, which the doctor would report.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  test('passes every check except https, because it is on this machine', async () => {
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

  test("passes with a list of keys, and with the widget's page on another origin", async () => {
    const service = { allowedOrigins: ['https://www.contoso.com'] };
    const { code, findings } = await examine(
      { service, publicKey: answer(200, json, listOf({ kid: pair.kid, pem: pair.publicKey }, { kid: other.kid, pem: other.publicKey })) },
      ['--header', session, '--origin', 'https://www.contoso.com'],
    );
    expect(code).toBe(0);
    expect(findings['public-key-form']?.detail).toBe('a list of 2 keys');
    expect(findings['own-origin']?.status).toBe('pass');
  });

  test('passes when it answers with JSON that holds the token', async () => {
    const { findings } = await examine({ token: gives(JSON.stringify({ token: sign(good) }), { ...noStore, ...json }) });
    expect(findings['token-accepted']?.status).toBe('pass');
    expect(findings['token-type']?.detail).toContain('must return the token alone');
  });

  test("passes when it reports with Power Pages' header that no user is signed in", async () => {
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

describe('a server', () => {
  test('that is not running is reported', async () => {
    const urls = ['--token-url', `${await closedPort()}/token`, '--public-key-url', `${await closedPort()}/key`];
    const run = await runInProcess(['doctor', ...urls]);
    expect(run.code).toBe(1);
    expect(run.out).toContain('no server listens there');
  });

  test('that never answers is reported after ten seconds', async () => {
    const limit = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(limit.signal);
    onTestFinished(() => timeout.mockRestore());
    const { code, findings } = await examine({ publicKey: () => limit.abort() });
    expect(timeout).toHaveBeenNthCalledWith(1, 10_000);
    expect(code).toBe(1);
    expect(findings['public-key-reachable']?.detail).toContain('no answer within 10 seconds');
    expect(findings['token-accepted']?.status).toBe('skip');
  });
});

test('requires https for the token URL, because the browser sends the cookie there', async () => {
  const { findings } = await examine();
  expect(findings['token-https']?.fix).toBe(
    "Serve it over https: a page on https may not fetch over http, and the user's session cookie must not cross the network unencrypted.",
  );
  expect(findings['token-https']?.detail).not.toContain('Omnichannel');
  expect(findings['public-key-https']?.fix).toContain('Omnichannel');
});

test.each([
  [[], 'Both URLs together give the best result'],
  [['--token-url', 'contoso.com/token'], '--token-url takes a URL'],
  [['--token-url', 'file:///etc/passwd'], '--token-url takes a URL'],
  [['--token-url', 'https://user:hunter2@contoso.com/'], 'without a user name'],
  [['--token-url', 'https://contoso.com', '--header', 'session=hunter2'], '--header number 1 is not a header'],
  [['--token-url', 'https://contoso.com', '--header', 'Cookie: hunter2\nX: y'], '--header number 1 is not a header'],
  [['--token-url', 'https://contoso.com', '--method', 'DELETE'], '--method must be GET or POST'],
  [['--token-url', 'https://contoso.com', '--origin', 'https://contoso.com/chat'], '--origin takes an exact origin'],
  [['--token-url', 'https://contoso.com', '--origin', 'https://*.contoso.com'], '--origin takes an exact origin'],
])('refuses %j with exit code 2, without repeating a secret', async (args, message) => {
  const run = await runInProcess(['doctor', ...args]);
  expect(run.code).toBe(2);
  expect(run.err).toContain(message);
  expect(run.err).not.toContain('hunter2');
});

test.each([
  ['auth.getAuthenticationToken', 'pass', /exactly these capital letters/],
  ['getToken', 'pass', /getToken/],
  ['auth.getauthenticationtoken', 'warn', /differs .* in its capital letters/],
  ['window.auth.getToken', 'fail', /cannot be the name/],
  ['auth.getToken()', 'fail', /cannot be the name/],
  ["auth['getToken']", 'fail', /cannot be the name/],
])('checks the client function %s without any URL: %s', async (name, status, detail) => {
  const { out, code } = await runInProcess(['doctor', '--client-function', name, '--json']);
  const { findings } = JSON.parse(out) as { findings: { status: string; detail: string }[] };
  expect(findings).toEqual([
    expect.objectContaining({ check: 'client-function', status, detail: expect.stringMatching(detail) as string }),
  ]);
  expect(code).toBe(status === 'fail' ? 1 : 0);
});

test('shows a spinner on a terminal while it waits, and removes it', async () => {
  const run = await runInProcess(['doctor', '--token-url', 'http://127.0.0.1:1/token'], { isInteractive: true });
  expect(run.err).toContain('⠋ Examining');
  expect(run.err.endsWith('\r\u001B[K')).toBe(true);
});

/** A URL where no server listens: the port of a client. While the client is connected, no other program gets the port. */
async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(client, 'connect');
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return `http://127.0.0.1:${client.localPort}`;
}
