// The packages as a stranger gets them: built, packed, and installed from the tarballs alone.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pnpm, root } from '../install.mjs';

/** Runs a command and gives what it printed; throws with that when it fails. */
export function run(command, args, cwd, env = {}) {
  try {
    return execFileSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Error(`${command} ${args.join(' ')} failed:\n${error.stdout ?? ''}${error.stderr ?? ''}`, { cause: error });
  }
}

/** Builds (unless `built`) and packs every package that is published; gives name -> tarball. */
export function pack({ built = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lcw-auth-packed-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  if (!built) run(pnpm, ['run', 'build:packages'], root);
  const tarballs = {};
  for (const name of readdirSync(resolve(root, 'packages'))) {
    const directory = resolve(root, 'packages', name);
    const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    run(pnpm, ['pack', '--pack-destination', folder], directory);
    tarballs[manifest.name] = join(folder, `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`);
  }
  return tarballs;
}

/**
 * Copies a project to a folder of its own and installs it with npm, our packages from their tarballs.
 * @returns The folder, and what removes it.
 */
export function installProject(from, tarballs) {
  const directory = mkdtempSync(join(tmpdir(), 'lcw-auth-consumer-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.on('exit', remove);
  if (typeof from === 'string') cpSync(from, directory, { recursive: true, filter: (path) => !/node_modules|dist$|\.next/.test(path) });
  else {
    for (const [path, content] of Object.entries(from)) {
      mkdirSync(resolve(directory, path, '..'), { recursive: true });
      writeFileSync(join(directory, path), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    }
  }
  const path = join(directory, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  for (const dependencies of [manifest.dependencies, manifest.devDependencies]) {
    for (const name of Object.keys(dependencies ?? {})) if (tarballs[name]) dependencies[name] = `file:${tarballs[name]}`;
  }
  // Ours depend on each other by version; here every version is the packed one.
  manifest.overrides = Object.fromEntries(
    Object.entries(tarballs).map(([name, file]) => [
      name,
      manifest.dependencies?.[name] ?? manifest.devDependencies?.[name] ?? `file:${file}`,
    ]),
  );
  writeFileSync(path, JSON.stringify(manifest, null, 2));
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], directory);
  return { directory, remove };
}
