import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { answer, pair } from '../doctor/portal.fixture.js';
import { runInProcess } from '../terminal/terminal.fixture.js';

/** Serves a public key document and returns its URL. */
async function publicKeyUrl(path = '/auth/publickey', body = pair.publicKey): Promise<string> {
  const server = createServer(answer(200, { 'content-type': 'text/plain' }, body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

test('prints the field values, the context variables with their types, and the permissions', async () => {
  const url = await publicKeyUrl();
  const variables = ['--context-variable', 'msdyn_cartvalue:number', '--context-variable', 'city:text', '--context-variable', 'a|b'];
  const { code, out, err } = await runInProcess(['handover', '--public-key-url', url, '--name', 'Contoso', ...variables]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const line of [
    '| Name | Contoso |',
    `| Public key URL | ${url} |`,
    '| JavaScript client function | auth.getAuthenticationToken |',
    '| msdyn_cartvalue | Number |',
    '| city | Text |',
    String.raw`| a\|b | Text, unless the web developers say otherwise |`,
  ])
    expect(out.split('\n')).toContain(line);
  expect(out).toContain('permission for secured columns');
  expect(out).not.toContain('Bot with single sign-on');
  expect(out).not.toContain('Power Pages');
});

test('does not claim that the token has no context when no context variable is given', async () => {
  const { out } = await runInProcess(['handover', '--public-key-url', await publicKeyUrl()]);
  expect(out).toContain('The web developers have named none. If the token contains context variables, ask them');
});

test('lists what a bot and a Power Pages site need', async () => {
  const url = await publicKeyUrl('/_services/auth/publickey');
  const { out } = await runInProcess(['handover', '--public-key-url', url, '--bot', '--signed-out-chat']);
  expect(out).toContain('Bot Framework SDK 1.1.1.0');
  expect(out).toContain('CustomCertificates/ImplicitGrantflow');
  expect(out).toContain('Turn optional sign-in on');
});

test('reports a public key URL that fails its checks, with exit code 1', async () => {
  const url = await publicKeyUrl('/', 'no key');
  const { code, out } = await runInProcess(['handover', '--public-key-url', url]);
  expect(code).toBe(1);
  expect(out).toContain('Problems for the web developers:');
  expect(out).toMatch(/^- public-key-form: /m);
  expect(out).not.toContain('and passes');
});

test('prints the values as JSON', async () => {
  const { out } = await runInProcess(['handover', '--json', '--public-key-url', await publicKeyUrl()]);
  expect(JSON.parse(out)).toMatchObject({
    settingName: 'Portal sign-in',
    clientFunction: 'auth.getAuthenticationToken',
    contextVariables: [],
  });
});

test.each([
  [[], '--public-key-url is missing'],
  [['--public-key-url', 'contoso.com'], '--public-key-url takes a URL'],
  [['--public-key-url', 'http://contoso.com/key'], 'Use https'],
  [['--public-key-url', 'https://contoso.com/key', '--client-function', 'getToken()'], 'javascriptClientFunction'],
])('refuses %j with exit code 2', async (args, message) => {
  const run = await runInProcess(['handover', ...args]);
  expect(run).toMatchObject({ code: 2, out: '' });
  expect(run.err).toContain(message);
});
