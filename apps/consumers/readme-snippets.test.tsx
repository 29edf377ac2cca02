import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { LiveChatAuthClient } from '@lcw-auth/core';
import { createKeyRing, createTokenService } from '@lcw-auth/server';
import { createFaultBoard, createLiveChatSimulator, createTestIssuer } from '@lcw-auth/simulator';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import ts from 'typescript';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/**
 * Runs the snippets of the READMEs without changes. Those of @lcw-auth/testing and of the agent skill run in
 * packages/testing/src/readme-snippets.test.tsx. Those that need Microsoft's code or another server run in apps/examples.
 */
const root = resolve(import.meta.dirname, '../..');
const needsMore = /loadWidgetScript|remoteOmnichannel/;
const documents = ['core', 'react', 'server', 'simulator'].map((name) => `packages/${name}/README.md`);

interface Snippet {
  name: string;
  code: string;
  modules: string[];
}

const snippets = documents.flatMap((document): Snippet[] => {
  const text = readFileSync(resolve(root, document), 'utf8');
  return [...text.matchAll(/^```tsx?\n([^]*?)^```/gm)]
    .filter(([, source = '']) => !needsMore.test(source))
    .map(({ 1: source = '', index }) => {
      const code = ts.transpile(source, { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, jsx: ts.JsxEmit.ReactJSX });
      const modules = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) => module);
      return { name: `${document}:${text.slice(0, index).split('\n').length}`, code, modules };
    });
});

const issuer = await createTestIssuer();
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** Ends what a snippet started. */
const ends: (() => unknown)[] = [];
beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 401 }));
  vi.stubEnv('LCW_PRIVATE_KEY', String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const serverPackage = createRequire(resolve(root, 'packages/server/package.json'));

/** Returns a module for a snippet. Its servers listen on a free port. `ends` stops everything that the snippet connects or starts. */
async function load(name: string): Promise<object> {
  if (['express', 'fastify', 'hono'].includes(name)) return serverPackage(name) as object;
  const module = { ...((await import(/* @vite-ignore */ name)) as Record<string, (...values: never[]) => unknown>) };
  const replace = (member: string, use: (made: never) => void) => {
    const original = module[member];
    if (original)
      module[member] = (...values) => {
        const made = original(...values);
        use(made as never);
        return made;
      };
  };
  replace('createLiveChatAuth', (client: LiveChatAuthClient) => {
    const { connect } = client;
    client.connect = () => {
      const disconnect = connect();
      ends.push(disconnect);
      return disconnect;
    };
  });
  replace('setupServer', (server: { close(): void }) => ends.push(() => server.close()));
  replace('mountWidgetUi', (unmount: () => void) => ends.push(unmount));
  if (name === 'node:http')
    replace('createServer', (server: Server) => {
      const { listen } = server;
      server.listen = () => listen.call(server, { port: 0, host: '127.0.0.1' });
      ends.push(() => new Promise((done) => server.close(done)));
    });
  return module;
}

/** Returns the parts of the reader's own portal that the snippets use. snippets/readers-portal.d.ts declares their types. */
async function readersOwn(): Promise<Record<string, unknown>> {
  const faults = createFaultBoard();
  const simulator = createLiveChatSimulator();
  ends.push(simulator.install());
  simulator.ready();
  await simulator.startChat();
  const user = { id: '87b4d06c-abc2-e811-a9b0-000d3a10e09e' };
  const userOfSession = () => ({ sub: user.id });
  const service = createTokenService({ issuer: 'contosohelp.com', keyRing: createKeyRing({ directory: '.keys' }), getUser: userOfSession });
  const session = { isPending: false, user };
  return {
    ...{ issuer, faults, simulator, user, userId: user.id, contactId: user.id, userOfSession, service, session },
    getBotToken: async () => null,
    fetchSession: async () => session,
    subjectOf: () => user.id,
    records: { setting: issuer.setting() },
    Shop: () => null,
    Portal: () => null,
  };
}

const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => (...values: unknown[]) => Promise<void>;

/** Runs a snippet inside a component, because some snippets call hooks. Resolves to its exports. */
async function run({ code, modules }: Snippet): Promise<Record<string, unknown>> {
  const loaded = new Map<string, unknown>();
  for (const module of modules) loaded.set(module, await load(module));
  const exports: Record<string, unknown> = {};
  const given = { ...(await readersOwn()), require: (module: string) => loaded.get(module), exports };
  // The snippet is in a block of its own, because it may declare variables with the same names as these parameters.
  const start = new AsyncFunction(...Object.keys(given), `{${code}\n}`);
  let ended: Promise<void> | undefined;
  const Page = () => {
    ended ??= start(...Object.values(given));
    return null;
  };
  const page = render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  ends.push(page.unmount);
  await ended;
  return exports;
}

test.each(snippets)('$name runs without changes', async (snippet) => {
  await expect(run(snippet)).resolves.toBeDefined();
});

test('every README has snippets that run', () => {
  for (const document of documents) expect(snippets.filter(({ name }) => name.startsWith(document)).length).toBeGreaterThan(1);
});
