// Runs one command of a longer run: its output goes to a file, its time is limited, and nothing it started outlives it.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { resolve } from 'node:path';
import { root } from './install.mjs';

export const reports = resolve(root, 'reports');

const running = new Set();

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => {
    for (const child of running) killGroup(child);
    process.exit(code);
  });
}

/** The step's own file of the given kind, e.g. reports/unit-node.json. */
export function reportFile(name, extension) {
  return resolve(reports, `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.${extension}`);
}

/**
 * Resolves to { ok, seconds, output, printed }: all it wrote, and what of it went to standard output.
 * `patient`: steps beside it, in which real time counts, come first. A command that cannot start or takes too long is a failure, never a rejection.
 */
export async function runCommand({ name, command, env = {}, minutes = 8, patient = false }) {
  mkdirSync(reports, { recursive: true });
  const logFile = reportFile(name, 'log');
  const log = createWriteStream(logFile);
  const started = performance.now();
  const [file, ...args] = command;
  // A group of its own, so that servers and browsers it starts can be ended with it.
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, CI: 'true', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  });
  running.add(child);
  if (patient && child.pid) setPriority(child.pid, 10);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const limit = setTimeout(() => {
    log.write(`\nStopped: "${name}" took longer than ${minutes} minutes.\n`);
    killGroup(child);
  }, minutes * 60_000);

  const ok = await new Promise((done) => {
    child.on('error', (error) => {
      log.write(`${error.message}\n`);
      done(false);
    });
    child.on('exit', (code) => done(code === 0));
  });
  clearTimeout(limit);
  killGroup(child);
  running.delete(child);
  await new Promise((done) => log.end(done));
  return { ok, seconds: (performance.now() - started) / 1000, output: readFileSync(logFile, 'utf8'), printed };
}

function killGroup(child) {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}
