import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKeyRing } from '@lcw-auth/server';
import { createServer as createVite } from 'vite';
import { expect, test } from 'vitest';

const portal = dirname(fileURLToPath(import.meta.url));

test('the development server of any Vite app does not serve the files of its key ring', async () => {
  const root = await mkdtemp(join(tmpdir(), 'lcw-auth-app-'));
  await writeFile(join(root, 'index.html'), '');
  await createKeyRing({ directory: join(root, '.lcw-auth') }).signingKey();
  const [file = ''] = await readdir(join(root, '.lcw-auth'));
  const vite = await createVite({ root, configFile: false, logLevel: 'silent', server: { middlewareMode: true, hmr: false, watch: null } });
  const server = createServer(vite.middlewares).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    expect(file).not.toBe('');
    for (const path of [`/.lcw-auth/${file}`, `/%2elcw-auth/${file}`, `/@fs/${root}/.lcw-auth/${file}`]) {
      for (const query of ['', '?raw', '?import&raw', '?url', '?inline', '?t=1']) {
        const response = await fetch(origin + path + query);
        expect.soft(await response.text(), path + query).not.toContain('PRIVATE KEY');
      }
    }
  } finally {
    server.close();
    await vite.close();
    await rm(root, { recursive: true });
  }
});

test("the development server serves the page, but none of the portal's data such as keys and passwords", async () => {
  const data = resolve(portal, '.data');
  await mkdir(data, { recursive: true });
  const folder = await mkdtemp(resolve(data, 'test-'));
  await writeFile(resolve(folder, 'secret.json'), '"a secret of the portal"');
  const vite = await createVite({
    root: portal,
    configFile: resolve(portal, 'vite.config.ts'),
    appType: 'spa',
    logLevel: 'silent',
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  const server = createServer(vite.middlewares).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    expect(await (await fetch(`${origin}/`)).text()).toContain('<div id="root">');
    const file = `/.data/${basename(folder)}/secret.json`;
    for (const path of [file, file.replace('.data', '%2edata'), `/@fs/${portal}${file}`]) {
      for (const query of ['', '?raw', '?import&raw', '?url', '?inline', '?t=1']) {
        const response = await fetch(origin + path + query);
        expect.soft(await response.text(), path + query).not.toContain('a secret');
        expect.soft(response.status, path + query).toBeGreaterThanOrEqual(400);
      }
    }
  } finally {
    server.close();
    await vite.close();
    await rm(folder, { recursive: true });
  }
});

test('the start prints the addresses and no warning', async () => {
  const PORTAL_DATA = await mkdtemp(join(tmpdir(), 'portal-start-'));
  // The variables of the test run are left out, because they change what Vite and React print.
  const { PATH, HOME, USERPROFILE, SystemRoot } = process.env;
  const env = { PATH, HOME, USERPROFILE, SystemRoot, PORT: '0', PORTAL_DATA };
  const started = spawn(process.execPath, ['dev.mjs'], { cwd: portal, env, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    let printed = '';
    await new Promise<void>((resolved, rejected) => {
      for (const stream of [started.stdout, started.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          printed += chunk.toString();
          if (printed.includes('Stop with Ctrl+C.')) resolved();
        });
      }
      started.once('exit', () => rejected(new Error(`The portal ended. It printed:\n${printed}`)));
    });
    expect(printed).toMatch(/The shop +http:\/\/localhost:\d+\//);
    expect(printed).not.toMatch(/warn|deprecat|unsupported/i);
  } finally {
    started.kill();
    if (started.exitCode === null) await once(started, 'exit');
    await rm(PORTAL_DATA, { recursive: true });
  }
});
