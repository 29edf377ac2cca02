// npm test: installs, makes sure of a Chromium, runs every check and test, and ends with "N passed, N failed".
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { countPlaywright, countVitest } from './count-tests.mjs';
import { endWithParent } from './end-with-parent.mjs';
import { install, pnpm, root } from './install.mjs';
import { reportFile, reports, runStep } from './step.mjs';

const bin = (name) => resolve(root, 'node_modules/.bin', name);

/** Passes or fails as a whole, and counts as one. `expects`: what its output shows when it really looked at something. */
const check = (name, ...command) => ({ name, command, count: null });

const vitest = (name, project) => {
  const file = reportFile(name, 'json');
  const command = [bin('vitest'), 'run', `--project=${project}`, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return { name, command, count: () => countVitest(file) };
};

const playwright = (name, config) => {
  const file = reportFile(name, 'json');
  const command = [bin('playwright'), 'test', '-c', config, '--reporter=list,json'];
  return { name, command, env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file }, count: () => countPlaywright(file) };
};

/** One row after the other; the steps of a row side by side. */
const rows = [
  [
    check('types', process.execPath, '.ci/types.mjs'),
    check('lint', bin('oxlint'), '--type-aware', '--deny-warnings'),
    check('format', bin('oxfmt'), '--check', '.'),
    { ...check('imports', pnpm, '--silent', 'run', 'imports'), expects: /[1-9]\d* dependencies cruised/ },
  ],
  [vitest('unit: node', 'node')],
  [vitest('unit: dom', 'dom'), vitest('unit: dom with React 18', 'dom-react18')],
  [vitest('browser', 'browser'), check('build the portal', pnpm, '--silent', '-C', 'apps/portal', 'run', 'build')],
  [vitest('stories', 'storybook')],
  [playwright('end to end', 'apps/portal/e2e/playwright.config.ts')],
];

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
const total = { passed: 0, failed: 0 };
for (const row of rows) {
  console.log(`... ${row.map((step) => step.name).join(', ')}`);
  await Promise.all(row.map(run));
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function run(step) {
  const { ok: succeeded, seconds, output } = await runStep(step);
  const ok = succeeded && (step.expects?.test(output) ?? true);
  const { passed, failed, skipped, reason } = outcome(step, ok);
  total.passed += passed;
  total.failed += failed;
  const counts = step.count ? `${passed} passed, ${failed} failed${skipped ? `, ${skipped} SKIPPED` : ''}` : ok ? 'passed' : 'failed';
  console.log(`${failed ? '✗' : '✓'} ${step.name}: ${counts} (${seconds.toFixed(1)} s)`);
  if (failed) console.log(`${indent(output)}\n  ${reason ?? 'The output is above'}; all of it is in reports/.`);
}

/** A test step fails when a test failed, when its command failed for any other reason, and when it ran nothing. */
function outcome({ count }, ok) {
  if (!count) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const { passed, failed, skipped } = count();
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
