// npm run pack: builds and packs the packages, which are not published yet, and prints what your portal's package.json needs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { install, pnpm, root } from '../../.ci/install.mjs';

function runPnpm(...args) {
  const { status, stdout, stderr } = spawnSync(pnpm, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`pnpm ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

/** Packs every package that is not private into the folder. The packages must be built. Returns the `file:` address of each name. */
export function pack(folder) {
  mkdirSync(folder, { recursive: true });
  runPnpm('-r', '--filter', './packages/*', '--filter', '!@lcw-auth/core-tests', 'exec', 'pnpm', 'pack', '--pack-destination', folder);
  const packages = readdirSync(resolve(root, 'packages'))
    .map((name) => JSON.parse(readFileSync(resolve(root, 'packages', name, 'package.json'), 'utf8')))
    .filter((manifest) => !manifest.private)
    .map(({ name, version }) => [name, `file:${join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)}`]);
  return Object.fromEntries(packages);
}

/** Installs the workspace, builds the packages and packs them into `.packed`. */
export function buildAndPack() {
  install();
  console.log('Building and packing the packages ...');
  runPnpm('run', 'build:packages');
  return pack(resolve(root, '.packed'));
}

if (process.argv[1] === import.meta.filename) {
  const packed = buildAndPack();
  const choose = (...names) => Object.fromEntries(names.map((name) => [name, packed[name]]));
  const dependencies = choose('@lcw-auth/core', '@lcw-auth/react', '@lcw-auth/server');
  const devDependencies = choose('@lcw-auth/simulator', '@lcw-auth/testing', 'lcw-auth');
  console.log(`
Paste this into your portal's package.json, then run npm install.
Keep only the dependencies that you use. Keep every override, because the packages depend on each other.
npx lcw-auth needs the dependency lcw-auth until the packages are published.

${JSON.stringify({ dependencies, devDependencies, overrides: packed }, null, 2)}

pnpm reads overrides from pnpm-workspace.yaml, and Yarn calls them "resolutions".
`);
}
