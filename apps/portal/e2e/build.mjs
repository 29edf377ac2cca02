// Builds the portal for production when a source is newer than the build.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const portal = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packages = resolve(portal, '../../packages');

export default function build() {
  if (isBuilt()) return;
  const { status } = spawnSync(resolve(portal, '../../node_modules/.bin/pnpm'), ['run', 'build'], { cwd: portal, stdio: 'inherit' });
  if (status !== 0) throw new Error('The portal could not be built.');
}

function isBuilt() {
  const builtAt = changedAt(join(portal, 'dist/server/main.js'));
  const folders = [...['src', 'server', 'shared'].map((folder) => join(portal, folder)), packages];
  return builtAt > Math.max(...folders.flatMap(sources).map(changedAt), changedAt(join(portal, 'index.html')));
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|css)$/.test(entry.name) && !/node_modules|dist/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
