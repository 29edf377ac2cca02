import { readFile } from 'node:fs/promises';
import { EdgeVM } from '@edge-runtime/vm';
import { expect, test } from 'vitest';
import { bundleForWorker } from './bundle.fixture.js';
import { checkServiceIn, type AskWorker, type WorkerAnswer } from './worker-checks.fixture.js';

const code = await readFile(await bundleForWorker('worker.fixture.ts'), 'utf8');

test('the bundle for a worker imports nothing of Node', () => {
  expect(code).not.toMatch(/\b(?:import|require)\b[^\n]*['"]node:/);
  expect(code).not.toMatch(/^import /m);
});

test('the service runs unchanged in the Edge runtime of Vercel and Next.js, which has no modules of Node', async () => {
  const runtime = new EdgeVM();
  // The runtime evaluates scripts, so the module's export becomes a global.
  runtime.evaluate(code.replace(/export\s*\{\s*worker\s*\};?/, 'globalThis.worker = worker;'));
  const ask: AskWorker = async (path, init = {}) => {
    runtime.context['ask'] = JSON.stringify({ url: `https://portal.example${path}`, init });
    return runtime.evaluate<Promise<WorkerAnswer>>(`(async () => {
      const { url, init } = JSON.parse(ask);
      const response = await worker.fetch(new Request(url, init));
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    })()`);
  };
  await checkServiceIn(ask);
  const environment = JSON.parse((await ask('/environment')).body) as Record<string, unknown>;
  expect(environment).toMatchObject({ process: 'undefined', buffer: 'undefined' });
  expect(environment['withoutStorage']).toContain('Pass createKeyRing a `storage`');
});
