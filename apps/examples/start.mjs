// npm run example NAME: installs the packed packages into apps/examples/NAME and starts it. Examples without a start script run their tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from '../../.ci/install.mjs';
import { buildAndPack } from '../consumers/pack.mjs';

const examples = resolve(root, 'apps/examples');
const names = readdirSync(examples).filter((name) => existsSync(resolve(examples, name, 'package.json')));
const [name, ...args] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`Name the example: npm run example NAME. The examples are: ${names.join(', ')}.`);
  process.exit(1);
}

const cwd = resolve(examples, name);
const npm = (...words) => {
  const { status } = spawnSync('npm', words, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
};

const packed = Object.values(buildAndPack()).map((address) => address.replace('file:', ''));
// npm would keep an earlier package of the same version.
for (const folder of ['@lcw-auth', 'lcw-auth', '.package-lock.json'])
  rmSync(resolve(cwd, 'node_modules', folder), { recursive: true, force: true });
console.log(`Installing the example ${name} ...`);
npm('install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error', ...packed);
const { scripts } = JSON.parse(readFileSync(resolve(cwd, 'package.json'), 'utf8'));
npm('run', '--silent', scripts.start ? 'start' : 'test', '--', ...args);
