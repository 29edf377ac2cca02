import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { pack } from './pack.mjs';

export const root = resolve(import.meta.dirname, '../..');

interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  overrides?: Record<string, string>;
}

/** Runs a command and returns its output. Throws an Error with the output when the command fails. */
export async function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 });
    return stdout + stderr;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest;

/**
 * Copies a project to a temporary folder and installs it with npm, with this workspace's packages from their tarballs.
 * Returns the folder, which is removed when the test has finished.
 * @param more Dependencies in addition to those of the project's package.json.
 */
export async function installProject(project: string, more: Record<string, string> = {}): Promise<string> {
  const [directory, tarballFolder] = ['project', 'tarballs'].map((name) => mkdtempSync(join(tmpdir(), `lcw-auth-${name}-`))) as [
    string,
    string,
  ];
  onTestFinished(() => [directory, tarballFolder].forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  const tarballs = pack(tarballFolder);
  cpSync(project, directory, { recursive: true, filter: (path) => !/node_modules|dist$|\.next/.test(path) });

  const manifest = read(join(directory, 'package.json'));
  manifest.dependencies = { ...manifest.dependencies, ...more };
  // These are the overrides that `npm run pack` prints. The packages depend on each other by version, so npm would look for them in the
  // registry. Each override replaces a package with the packed one.
  manifest.overrides = tarballs;
  for (const [name, address] of Object.entries(tarballs)) {
    const owner = [manifest.dependencies, manifest.devDependencies].find((dependencies) => dependencies?.[name] !== undefined);
    if (owner) owner[name] = address;
  }
  writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest, null, 2));
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], directory);
  return directory;
}
