import { readdir, writeFile } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { generateKeyPair } from '@lcw-auth/server';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../files/temporary-folder.fixture.js';
import { runInProcess } from '../terminal/terminal.fixture.js';

const { privateKey } = await generateKeyPair();
/** Without this, serve creates a key ring, which takes longer than most tests. */
const withKey = { LCW_PRIVATE_KEY: privateKey };

let cwd: string;

beforeEach(() => {
  cwd = temporaryFolder();
  vi.spyOn(process, 'cwd').mockReturnValue(cwd);
  onTestFinished(() => void vi.restoreAllMocks());
});

interface Urls {
  tokenUrl: string;
  publicKeyUrl: string;
}

/** Starts `serve` and waits for its URLs. `serve` stops at the end of the test. */
async function serving(args: readonly string[], environment: Record<string, string> = withKey): Promise<Urls> {
  return new Promise((resolve, reject) => {
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolveStopped) => (stop = resolveStopped));
    const run = runInProcess(['serve', '--port', '0', '--json', ...args], {
      environment,
      onOut: (line) => resolve(JSON.parse(line) as Urls),
      untilStopped: async () => stopped,
    });
    run.then(({ err }) => reject(new Error(err)), reject);
    onTestFinished(async () => {
      stop();
      await run;
    });
  });
}

/** The status of the answer to a request with this Host header. */
async function statusUnder(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}

describe('serve', () => {
  test('serves a token that the doctor accepts', async () => {
    const { tokenUrl, publicKeyUrl } = await serving(['--context', 'msdyn_isvip=true'], {});
    const examined = await runInProcess([
      'doctor',
      '--token-url',
      tokenUrl,
      '--public-key-url',
      publicKeyUrl,
      '--client-function',
      'auth.getAuthenticationToken',
    ]);
    expect(examined.out).toContain('Omnichannel accepts this token');
    expect(examined.code).toBe(0);
    expect(examined.out + examined.err).not.toContain('eyJ');
    expect(await readdir(cwd)).toEqual(['.lcw-auth']);
  });

  test("acts as if no user is signed in, and uses Power Pages' paths", async () => {
    const { tokenUrl, publicKeyUrl } = await serving(['--signed-out', '--power-pages']);
    expect(new URL(tokenUrl).pathname).toBe('/_services/auth/token');
    expect((await fetch(tokenUrl)).status).toBe(401);
    expect((await fetch(publicKeyUrl)).status).toBe(200);
  });

  test('creates a missing key ring', async () => {
    const { tokenUrl } = await serving(['--key-ring', 'ring'], {});
    expect((await fetch(tokenUrl)).status).toBe(200);
    expect(await readdir(join(cwd, 'ring'))).toHaveLength(1);
  });

  test.each([[[]], [['--key-ring', '.lcw-auth']]])('with %j, reports why it cannot store its keys', async (args) => {
    await writeFile(join(cwd, '.lcw-auth'), '');
    const run = await runInProcess(['serve', '--port', '0', ...args]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('The key ring in .lcw-auth cannot be used: a part of its path is not a folder. Fix the folder');
  });

  test.each([
    [['--allowed-origin', 'http://localhost:5173/chat'], '--allowed-origin takes an exact origin'],
    [['--allowed-origin', 'http://localhost:5173', '--allowed-origin', 'contoso.com'], '--allowed-origin takes an exact origin'],
    [['--allowed-origin', 'https://*.contoso.com'], '--allowed-origin takes an exact origin'],
    [['--allowed-origin', '*'], '--allowed-origin takes an exact origin'],
    [['--claim', 'iss=contoso.com'], "'iss'"],
    [['--context', 'cart:=[]'], '"cart" must be a string'],
    [['--issuer', ''], '--issuer takes a NAME, but got an empty text'],
    [['--port', '70000'], '--port must be 0 to 65535'],
  ])('refuses %j with exit code 2 and creates no key', async (args, message) => {
    const run = await runInProcess(['serve', ...args]);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(message);
    expect(run.err).toContain('See: lcw-auth serve --help');
    expect(await readdir(cwd)).toEqual([]);
  });

  test('lets the pages of an allowed origin read the token', async () => {
    const { tokenUrl } = await serving(['--allowed-origin', 'http://localhost:5173']);
    const { headers } = await fetch(tokenUrl, { headers: { origin: 'http://localhost:5173' } });
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
  });

  test('reports that its port is in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const run = await runInProcess(['serve', '--port', String(port)], { environment: withKey });
    server.close();
    expect(run.code).toBe(1);
    expect(run.err).toContain(`Port ${port} is in use`);
  });

  test("accepts this machine's own host names with any port", async () => {
    const { tokenUrl, publicKeyUrl } = await serving([]);
    for (const host of [new URL(tokenUrl).host, 'localhost', 'LocalHost:5173', '127.0.0.1:80', '[::1]', '[::1]:8788'])
      expect([host, await statusUnder(host, tokenUrl), await statusUnder(host, publicKeyUrl)]).toEqual([host, 200, 200]);
  });

  test('answers 421 to any other host name, because a website can point its own name at this machine', async () => {
    const { tokenUrl, publicKeyUrl } = await serving([]);
    const { port } = new URL(tokenUrl);
    for (const host of [
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `evil.localhost:${port}`,
      '127.0.0.1.evil.example',
      'x@localhost',
    ])
      expect([host, await statusUnder(host, tokenUrl), await statusUnder(host, publicKeyUrl)]).toEqual([host, 421, 421]);
  });
});
