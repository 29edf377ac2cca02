// Installs the workspace with nothing but Node and npm at hand. Quick (0.2 s) when all is installed already.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const windows = process.platform === 'win32';
export const pnpm = resolve(root, 'node_modules/.bin', windows ? 'pnpm.cmd' : 'pnpm');

/** Throws an Error with an explanation when Node is too old or the install fails. */
export function install() {
  requireNode();
  const version = /^ {2}pnpm: (\S+)$/m.exec(readFileSync(resolve(root, 'pnpm-workspace.yaml'), 'utf8'))?.[1];
  const first = !existsSync(pnpm);
  if (first) console.log('Installing the dependencies (once, about 20 seconds) ...');
  const [command, ...args] = first ? [windows ? 'npx.cmd' : 'npx', '-y', `pnpm@${version}`] : [pnpm];
  // Without a terminal pnpm must not stop to ask, and npx must not take over what an npx around it was called with.
  const env = { ...process.env, CI: 'true', npm_config_call: '', npm_config_package: '' };
  const options = { cwd: root, env, encoding: 'utf8', shell: windows };
  const { status, stdout, stderr, error } = spawnSync(command, [...args, 'install', '--frozen-lockfile'], options);
  if (status !== 0) throw new Error(`${error?.message ?? stdout + stderr}\nInstalling the dependencies failed: the reason is above.`);
}

function requireNode() {
  const { engines } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  const [needMajor, needMinor] = engines.node.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new Error(
    `This project needs Node ${needMajor}.${needMinor} or newer; this is Node ${process.versions.node}.\n` +
      'Get a current one from https://nodejs.org, then run the command again.',
  );
}
