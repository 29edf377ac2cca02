// Runs npm scripts as steps: one row after the other, and the steps of a row in parallel. Prints "N passed, N failed" last.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { endWithParent } from './end-with-parent.mjs';
import { install, pnpm, root } from './install.mjs';

const reports = resolve(root, 'reports');
const fileOf = (name, extension) => resolve(reports, `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.${extension}`);
const windows = process.platform === 'win32';

/** A step with one result: the npm script passes or fails. Options: `args`, `env`, `minutes` (default 15), `figures`. */
export const check = (name, script, options = {}) => ({ name, script, args: [], count: (ok) => (ok ? [1, 0] : [0, 1]), ...options });

/** A step that counts the tests of Vitest. A file that could not be loaded counts as one failure. */
export function vitest(name, script, options = {}) {
  const file = fileOf(name, 'json');
  const args = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const count = () => {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
    );
    return [numPassedTests, numFailedTests + broken.length];
  };
  return check(name, script, { ...options, args: [...args, ...(options.args ?? [])], count });
}

/** A step that counts the tests of Playwright. A test that passed only on a retry is a failure, because it shows a race. */
export function playwright(name, script, options = {}) {
  const file = fileOf(name, 'json');
  const count = () => {
    const { expected, unexpected, flaky } = JSON.parse(readFileSync(file, 'utf8')).stats;
    return [expected, unexpected + flaky];
  };
  const env = { ...options.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  return check(name, script, { ...options, args: ['--reporter=list,json'], env, count });
}

/** Installs what is missing, runs the rows, and resolves to `{ name, passed, failed, seconds, printed }` of each step. */
export async function runSteps(rows) {
  const results = [];
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.on('exit', () => console.log(`${sum('passed')} passed, ${sum('failed')} failed`));
  endWithParent();
  try {
    install();
  } catch (error) {
    console.error(error.message);
    results.push({ passed: 0, failed: 1 });
    process.exit(1);
  }
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports);
  for (const row of rows) {
    console.log(`... ${row.map(({ name }) => name).join(', ')}`);
    results.push(...(await Promise.all(row.map(runStep))));
  }
  process.exitCode = sum('failed') === 0 ? 0 : 1;
  return results;
}

async function runStep({ name, script, args, env, minutes = 15, count }) {
  const started = performance.now();
  const { ok, printed, output } = await run(name, ['--silent', 'run', script, ...args], env, minutes);
  const seconds = (performance.now() - started) / 1000;
  let [passed, failed] = [0, 0];
  try {
    [passed, failed] = count(ok);
  } catch {
    // The runner wrote no report.
  }
  // A step with passed tests also fails when its command failed. A step without tests fails.
  if (failed === 0 && (!ok || passed === 0)) failed = 1;
  console.log(`${failed ? '✗' : '✓'} ${name}: ${passed} passed, ${failed} failed (${seconds.toFixed(1)} s)`);
  if (failed)
    console.log(`${stripVTControlCharacters(output).split('\n').slice(-150).join('\n')}\nAll of the output is in ${fileOf(name, 'log')}.`);
  return { name, passed, failed, seconds, printed };
}

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) stop(child);
    process.exit(1);
  });
}

/** Runs pnpm in a process group of its own, so that the servers and browsers that it starts end with it. */
async function run(name, args, env, minutes) {
  const child = spawn(pnpm, args, {
    cwd: root,
    env: { ...process.env, CI: 'true', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !windows,
    shell: windows,
  });
  running.add(child);
  const log = createWriteStream(fileOf(name, 'log'));
  let [printed, output] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (printed += text));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      log.write(text);
    });
  }
  const limit = setTimeout(() => {
    output += `\nStopped: the step took longer than ${minutes} minutes.\n`;
    stop(child);
  }, minutes * 60_000);
  const ok = await new Promise((done) => {
    child.on('exit', () => stop(child));
    child.on('error', () => done(false)).on('close', (code) => done(code === 0));
  });
  clearTimeout(limit);
  running.delete(child);
  await new Promise((written) => log.end(written));
  return { ok, printed, output };
}

function stop(child) {
  try {
    if (windows) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The process group has already ended.
  }
}
