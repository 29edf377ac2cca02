import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { lcwAuth, start } from './program.fixture.js';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'lcw-auth-cli-'));
});

afterEach(async () => {
  await rm(cwd, { recursive: true });
});

async function serving(args: readonly string[]): Promise<{ tokenUrl: string; publicKeyUrl: string; stop: () => Promise<number | null> }> {
  const child = start(['serve', '--port', '0', '--json', ...args], { cwd });
  onTestFinished(() => void child.kill());
  if (!child.stdout) throw new Error('The program has no output.');
  for await (const line of createInterface({ input: child.stdout })) {
    const stop = async (): Promise<number | null> => {
      const code = new Promise<number | null>((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      return code;
    };
    return { ...(JSON.parse(line) as { tokenUrl: string; publicKeyUrl: string }), stop };
  }
  throw new Error('The program ended before it served.');
}

/** The status of an answer to a request that names this host. */
async function statusUnder(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once('error', reject);
  });
}

describe('serve', () => {
  test('serves a token that the doctor accepts, and stops when told to', async () => {
    const { tokenUrl, publicKeyUrl, stop } = await serving(['--context', 'msdyn_isvip=true']);
    const examined = await lcwAuth([
      'doctor',
      '--token-url',
      tokenUrl,
      '--public-key-url',
      publicKeyUrl,
      '--client-function',
      'auth.getAuthenticationToken',
    ]);
    expect(examined.out).toContain('Omnichannel takes this token');
    expect(examined.code).toBe(0);
    expect(examined.out + examined.err).not.toContain('eyJ');
    expect(await stop()).toBe(0);
    expect(await readdir(cwd)).toEqual(['.lcw-auth']);
  });

  test("plays a signed-out visitor, and answers at Power Pages' paths", async () => {
    const { tokenUrl, publicKeyUrl, stop } = await serving(['--signed-out', '--power-pages']);
    expect(new URL(tokenUrl).pathname).toBe('/_services/auth/token');
    expect((await fetch(tokenUrl)).status).toBe(401);
    expect((await fetch(publicKeyUrl)).status).toBe(200);
    await stop();
  });

  test('makes the key ring that it is told of where there is none', async () => {
    const { tokenUrl, stop } = await serving(['--key-ring', 'ring']);
    expect((await fetch(tokenUrl)).status).toBe(200);
    expect(await readdir(join(cwd, 'ring'))).toHaveLength(1);
    await stop();
  });

  test.each([[[]], [['--key-ring', '.lcw-auth']]])('says with %j why its keys cannot be kept', async (args) => {
    await writeFile(join(cwd, '.lcw-auth'), '');
    const run = await lcwAuth(['serve', '--port', '0', ...args], { cwd });
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toContain('The key ring in .lcw-auth cannot be used: a part of its path is no folder. Put that right');
  });

  test.each([
    [['--allowed-origin', 'http://localhost:5173/chat'], '--allowed-origin takes an origin'],
    [['--allowed-origin', 'http://localhost:5173', '--allowed-origin', 'contoso.com'], '--allowed-origin takes an origin'],
    [['--allowed-origin', '*'], '--allowed-origin takes an origin'],
    [['--claim', 'iss=contoso.com'], "'iss'"],
    [['--context', 'cart:=[]'], '"cart" must be a string'],
    [['--issuer', ''], '--issuer takes a name'],
    [['--port', '70000'], '--port must be 0 to 65535'],
  ])('does not understand %j, ends with 2 and makes no key', async (args, message) => {
    const run = await lcwAuth(['serve', ...args], { cwd });
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain(message);
    expect(run.err).toContain('See: lcw-auth serve --help');
    expect(await readdir(cwd)).toEqual([]);
  });

  test('lets the pages of an allowed origin read the token', async () => {
    const { tokenUrl, stop } = await serving(['--allowed-origin', 'http://localhost:5173']);
    const { headers } = await fetch(tokenUrl, { headers: { origin: 'http://localhost:5173' } });
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    await stop();
  });

  test('says when its port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const run = await lcwAuth(['serve', '--port', String(port)], { cwd });
    server.close();
    expect(run.code).toBe(1);
    expect(run.err).toContain(`Port ${port} is taken`);
  });

  test("answers under this machine's own names, whatever the port", async () => {
    const { tokenUrl, publicKeyUrl, stop } = await serving([]);
    for (const host of [new URL(tokenUrl).host, 'localhost', 'LocalHost:5173', '127.0.0.1:80', '[::1]', '[::1]:8788'])
      expect([host, await statusUnder(host, tokenUrl), await statusUnder(host, publicKeyUrl)]).toEqual([host, 200, 200]);
    await stop();
  });

  test('answers 421 under any other name, which somebody may have pointed at this machine', async () => {
    const { tokenUrl, publicKeyUrl, stop } = await serving([]);
    const { port } = new URL(tokenUrl);
    for (const host of [
      `evil.example:${port}`,
      `localhost.evil.example:${port}`,
      `evil.localhost:${port}`,
      '127.0.0.1.evil.example',
      'x@localhost',
    ])
      expect([host, await statusUnder(host, tokenUrl), await statusUnder(host, publicKeyUrl)]).toEqual([host, 421, 421]);
    await stop();
  });
});
