// Installs the workspace, and needs only Node and npm for it. Takes 0.2 s when everything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
export const pnpm = resolve(root, 'node_modules/.bin', windows ? 'pnpm.cmd' : 'pnpm');

/** Throws an Error with the reason when Node is too old or the install fails. */
export function install() {
  const { engines } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  const [needMajor, needMinor] = engines.node.match(/\d+/g).map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < needMajor || (major === needMajor && minor < needMinor))
    throw new Error(`This project needs Node ${needMajor}.${needMinor} or newer, and this is Node ${process.versions.node}.`);

  const version = /^ {2}pnpm: (\S+)$/m.exec(readFileSync(resolve(root, 'pnpm-workspace.yaml'), 'utf8'))?.[1];
  const first = !existsSync(pnpm);
  if (first) console.log('Installing the dependencies (once, about 20 seconds) ...');
  const [command, ...args] = first ? [windows ? 'npx.cmd' : 'npx', '-y', `pnpm@${version}`] : [pnpm];
  // With CI, pnpm asks no questions, which a run without a terminal could not answer. The npm_config_* variables are emptied because
  // npx sets them for its own call, and pnpm would read them.
  const env = { ...process.env, CI: 'true', npm_config_call: '', npm_config_package: '' };
  const options = { cwd: root, env, encoding: 'utf8', shell: windows };
  const { status, stdout, stderr, error } = spawnSync(command, [...args, 'install', '--frozen-lockfile'], options);
  if (status !== 0) throw new Error(`${error?.message ?? stdout + stderr}\nInstalling the dependencies failed. The reason is above.`);
}
