import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleForWorker } from './bundle.fixture.js';
import { checkServiceIn, type AskWorker } from './worker-checks.fixture.js';

// workerd (Cloudflare Workers) through miniflare 3, the last version that runs on Node 20. It is installed here and not in the
// workspace, because its binary is larger than everything else together.
const miniflare = 'miniflare@3.20250718.3';

interface Runtime {
  dispatchFetch(url: string, init: { method?: string; headers?: Record<string, string> }): Promise<Response>;
  dispose(): Promise<void>;
}

let folder: string;
let runtime: Runtime;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lcw-auth-workerd-'));
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--silent', miniflare], { cwd: folder });
  const module = createRequire(join(folder, 'package.json'))('miniflare') as { Miniflare: new (options: object) => Runtime };
  const script = `${await readFile(await bundleForWorker('worker.fixture.ts'), 'utf8')}\nexport default worker;\n`;
  runtime = new module.Miniflare({ modules: true, script, compatibilityDate: '2025-07-01' });
}, 300_000);

afterAll(async () => {
  await runtime?.dispose();
  await rm(folder, { recursive: true, force: true });
});

test('the service runs unchanged in workerd without Node compatibility', async () => {
  const ask: AskWorker = async (path, init = {}) => {
    const response = await runtime.dispatchFetch(`https://portal.example${path}`, init);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  };
  await checkServiceIn(ask);
  const environment = JSON.parse((await ask('/environment')).body) as Record<string, unknown>;
  expect(environment['process']).toBe('undefined');
  expect(environment['withoutStorage']).toContain('Pass createKeyRing a `storage`');
}, 60_000);
