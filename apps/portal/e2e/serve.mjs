// The portal as it is shipped, with data of its own: built when a source is newer than the build, then started.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const portal = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packages = resolve(portal, '../../packages');
process.chdir(portal);

if (!isBuilt()) {
  const { status } = spawnSync(resolve(portal, '../../node_modules/.bin/pnpm'), ['run', 'build'], { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}
const data = mkdtempSync(join(tmpdir(), 'portal-'));
process.env['PORTAL_DATA'] = data;
process.on('exit', () => rmSync(data, { recursive: true, force: true }));
await import('../dist/server/main.js');

function isBuilt() {
  const builtAt = changedAt('dist/server/main.js');
  const folders = [...['src', 'server', 'shared'].map((folder) => join(portal, folder)), packages];
  return builtAt > Math.max(...folders.flatMap(sources).map(changedAt), changedAt('index.html'));
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|css)$/.test(entry.name) && !/node_modules|dist/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
