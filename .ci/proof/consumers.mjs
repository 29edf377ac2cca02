// The packed packages under other people's tools: Node 20, 22 and 24 by import and require, TypeScript 5.9, 6 and 7,
// esbuild and webpack. Vite and Next.js are the examples' (examples.mjs).
// With --quick, as in `npm test` after its build, the most common consumer alone: this Node, TypeScript 7, esbuild.
import { installProject, pack, run } from './packed.mjs';

const quick = process.argv.includes('--quick');

const page = `
import { createLiveChatAuth, fetchAuthToken, LiveChatAuthProvider, useBotSso, type LiveChatAuthState } from '@lcw-auth/react';
import { QueryClient } from '@tanstack/react-query';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

function Card() {
  const { isSignInCardVisible, status } = useBotSso();
  const text: 'disabled' | 'idle' | 'exchanging' | 'signed-in' | 'sign-in-required' | 'expired' = status;
  return createElement('p', null, isSignInCardVisible ? text : '');
}
const getAuthToken = fetchAuthToken('/auth/token');
export const read = (state: LiveChatAuthState): number => (state.authToken.status === 'valid' ? state.authToken.expiresAt : 0);
// @ts-expect-error A userId is needed.
export const misuse = () => createLiveChatAuth({ getAuthToken });
createRoot(document.body).render(createElement(LiveChatAuthProvider, { userId: null, getAuthToken, queryClient: new QueryClient() }, createElement(Card)));
`;
const server = `
import { createTokenService, type TokenService } from '@lcw-auth/server';
export const ask = (service: TokenService): Promise<Response> => service.fetch(new Request('https://portal.example/auth/token'));
export { createTokenService };
`;
const esm = `
import { createKeyRing, createTokenService } from '@lcw-auth/server';
import { createLiveChatAuth } from '@lcw-auth/core';
import { validateAuthToken } from '@lcw-auth/simulator/omnichannel';
const user = { sub: '87b4d06c-abc2-e811-a9b0-000d3a10e09e' };
const service = createTokenService({ issuer: 'contoso.example', keyRing: createKeyRing(), getUser: () => user });
const token = await service.signAuthToken(user);
const keys = await (await service.fetch(new Request('https://portal.example/auth/publickey'))).text();
const { valid } = await validateAuthToken(token, keys);
if (!valid || typeof createLiveChatAuth !== 'function') throw new Error('the packed packages do not work together');
console.log('ok');
`;
const cjs = `
const { createTokenService } = require('@lcw-auth/server');
const { createLiveChatAuth } = require('@lcw-auth/core');
if (typeof createTokenService !== 'function' || typeof createLiveChatAuth !== 'function') throw new Error('require gave no functions');
console.log('ok');
`;
const options = (extra) => ({
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
    ...extra,
  },
  files: ['page.ts', 'server.ts'],
});

const { directory, remove } = installProject(
  {
    'package.json': {
      private: true,
      type: 'module',
      dependencies: {
        '@lcw-auth/core': '',
        '@lcw-auth/react': '',
        '@lcw-auth/server': '',
        '@lcw-auth/simulator': '',
        '@tanstack/react-query': '^5.60.0',
        react: '^19.0.0',
        'react-dom': '^19.0.0',
        '@types/react': '^19.0.0',
        '@types/react-dom': '^19.0.0',
        '@types/node': '^20.19.0',
        esbuild: '^0.25.0',
        typescript7: 'npm:typescript@7.0.2',
        ...(quick ? {} : { webpack: '^5.100.0', typescript59: 'npm:typescript@~5.9.0', typescript6: 'npm:@typescript/typescript6@6.0.2' }),
      },
    },
    'page.ts': page,
    'server.ts': server,
    'app.mjs': page
      .replace(/, type \w+/, '')
      .replace(/const text: [^=]+=/, 'const text =')
      .replace(/\(state: \w+\): number/, '(state)')
      .replace(/.*misuse.*/, ''),
    'esm.mjs': esm,
    'cjs.cjs': cjs,
    'webpack.mjs': `import webpack from 'webpack';
webpack({ mode: 'production', entry: './app.mjs', output: { path: process.cwd() + '/webpack', filename: 'app.js' } }, (error, stats) => {
  if (error || stats.hasErrors()) throw error ?? new Error(stats.toString());
  console.log('ok');
});`,
    'tsconfig.bundler.json': options({ module: 'esnext', moduleResolution: 'bundler' }),
    'tsconfig.nodenext.json': options({ module: 'nodenext', moduleResolution: 'nodenext' }),
  },
  pack({ built: quick }),
);

const bundle = (...more) =>
  run(
    'node_modules/.bin/esbuild',
    ['page.ts', '--bundle', '--minify', '--format=esm', '--define:process.env.NODE_ENV="production"', ...more],
    directory,
  );
// Declarations are checked too, and what others' do not get right by themselves is theirs.
const typeScript = (name, bin, mode) => () => {
  try {
    run('node', [`node_modules/${name}/bin/${bin}`, '-p', `tsconfig.${mode}.json`], directory);
  } catch (error) {
    const ours = error.message.match(/^(?!node_modules\/(?!@lcw-auth\/|lcw-auth\/)).*error TS.*$/gm);
    if (ours || !error.message.includes('error TS')) throw new Error(ours?.join('\n') ?? error.message, { cause: error });
  }
};
const node = (version, file) => () => run('npx', ['-y', `node@${version}`, file], directory);

const bundlesOnlyItsOwn = () => {
  const text = bundle();
  for (const mark of ['ChatNotStartedError', 'createTokenService', 'jwtVerify', 'LiveChatAuthDevtools'])
    if (text.includes(mark)) throw new Error(`${mark} is in the bundle`);
};

const quickChecks = {
  'this Node by import': () => run('node', ['esm.mjs'], directory),
  'TypeScript 7 (nodenext)': typeScript('typescript7', 'tsc', 'nodenext'),
  esbuild: () => bundle('--outfile=page.js'),
  'esbuild: no simulator, server, devtools or signature check in the bundle': bundlesOnlyItsOwn,
};

const fullChecks = {
  ...Object.fromEntries(
    [20, 22, 24].flatMap((version) => [
      [`Node ${version} by import`, node(version, 'esm.mjs')],
      [`Node ${version} by require`, node(version, 'cjs.cjs')],
    ]),
  ),
  ...Object.fromEntries(
    [
      ['typescript59', 'tsc', '5.9'],
      ['typescript6', 'tsc6', '6'],
      ['typescript7', 'tsc', '7'],
    ].flatMap(([name, bin, version]) =>
      ['bundler', 'nodenext'].map((mode) => [`TypeScript ${version} (${mode})`, typeScript(name, bin, mode)]),
    ),
  ),
  esbuild: () => bundle('--outfile=page.js'),
  'esbuild: no simulator, server, devtools or signature check in the bundle': bundlesOnlyItsOwn,
  webpack: () => run('node', ['webpack.mjs'], directory),
};

const checks = quick ? quickChecks : fullChecks;
let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    check();
    console.log(`✓ ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`✗ ${name}: ${error.message}`);
  }
}
remove();
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
