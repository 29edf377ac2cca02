// Runs rows of steps: one row after the other, the steps of a row side by side, going on after a failure.
import { rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { endWithParent } from './end-with-parent.mjs';
import { install } from './install.mjs';
import { reports, runCommand } from './run-command.mjs';

/** Installs, makes sure of a Chromium, runs the rows and prints "N passed, N failed" last. Resolves to each step's result. */
export async function runRows(rows) {
  try {
    install();
    const chromium = ensureChromium();
    if (chromium) process.env.CHROMIUM_PATH = chromium;
  } catch (error) {
    console.error(error.message);
    console.log('0 passed, 1 failed');
    process.exit(1);
  }

  endWithParent();
  rmSync(reports, { recursive: true, force: true });
  const results = [];
  for (const row of rows) {
    console.log(`... ${row.map((step) => step.name).join(', ')}`);
    results.push(...(await Promise.all(row.map(runStep))));
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const failed = sum('failed');
  process.exitCode = failed === 0 ? 0 : 1;
  // The last line, whatever else is printed on the way out.
  process.on('exit', () => console.log(`${sum('passed')} passed, ${failed} failed`));
  return results;
}

async function runStep(step) {
  const { ok, seconds, output, printed } = await runCommand(step);
  const { passed, failed, skipped, reason } = outcome(step, ok, output);
  const counts = step.count ? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} SKIPPED` : ''}` : failed ? 'failed' : 'passed';
  console.log(`${failed ? '✗' : '✓'} ${step.name}: ${counts} (${seconds.toFixed(1)} s)`);
  if (failed) console.log(`${indent(output)}\n  ${reason ?? 'The output is above'}; all of it is in reports/.`);
  return { name: step.name, passed, failed, skipped, seconds, printed: step.figures ? printed : '' };
}

/** A step fails when a test failed, when its command failed for any other reason, and when it ran or looked at nothing. */
function outcome({ count, expects }, ok, output) {
  if (!count) {
    if (ok && expects && !expects.test(output)) return { passed: 0, failed: 1, skipped: 0, reason: 'It looked at nothing' };
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  }
  const { passed, failed, skipped } = count(output);
  if (passed + failed === 0) return { passed, failed: 1, skipped, reason: 'It ran no tests' };
  if (!ok && failed === 0) return { passed, failed: 1, skipped, reason: 'Its tests passed, its command failed' };
  return { passed, failed, skipped };
}

/** The end of the output, where runners put what matters. */
function indent(output) {
  const lines = stripVTControlCharacters(output).trimEnd().split('\n');
  const shown = lines.slice(-150);
  if (shown.length < lines.length) shown.unshift(`(${lines.length - shown.length} lines before this)`);
  return shown.map((line) => `  ${line}`).join('\n');
}
