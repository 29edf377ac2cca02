// npm run proof: what takes longer than a change should wait for. Its figures go to apps/bench/RESULTS.md.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { pnpm, root } from './install.mjs';
import { runRows } from './run-rows.mjs';
import { bin, check, playwright, script, vitest } from './steps.mjs';

/** `figures`: what the step prints, as Markdown, belongs on the page. Figures are measured with nothing beside them. */
const results = await runRows([
  [check('build', [pnpm, '--silent', 'run', 'build'])],
  [script('sizes', '.ci/proof/sizes.mjs', [], { figures: true })],
  [check('benchmarks: client', [process.execPath, 'apps/bench/client/run.mjs'], { figures: true, minutes: 15 })],
  [check('benchmarks: card to callback', [process.execPath, 'apps/bench/card-to-callback/run.mjs'], { figures: true, minutes: 15 })],
  [check('benchmarks: server', [process.execPath, 'apps/bench/server/run.mjs'], { figures: true, minutes: 15 })],
  [check('benchmarks: simulator', [process.execPath, 'apps/bench/simulator/run.mjs'], { figures: true })],
  [script('soak', 'apps/bench/soak/run.mjs', [], { figures: true, minutes: 15 })],
  [vitest('under load', 'proof', { minutes: 15 })],
  [check('coverage', [bin('vitest'), 'run', '--project=node', '--project=dom', '--coverage'], { minutes: 10 })],
  [script('public API', '.ci/proof/api.mjs')],
  [script('documented exports', '.ci/proof/documented.mjs'), check('unused code', [bin('knip')])],
  [script('lockfile', '.ci/proof/audit.mjs'), script('tests of the threats', '.ci/proof/security.mjs')],
  [script('packages', '.ci/proof/packages.mjs')],
  [script('consumers', '.ci/proof/consumers.mjs', [], { minutes: 10 })],
  [script('consumers: React', '.ci/proof/react.mjs')],
  [script('examples', '.ci/proof/examples.mjs', [], { minutes: 15 })],
  [script("users' tests", '.ci/proof/test-kits.mjs', [], { minutes: 15 })],
  [check('static Storybook', [pnpm, '--silent', 'run', 'build:storybook'])],
  [playwright('built Storybook', '.storybook/built/playwright.config.ts', { minutes: 15 })],
  [script('no secrets in reports', '.ci/proof/no-secrets.mjs')],
]);

const rows = results.map(
  ({ name, passed, failed, skipped, seconds }) => `| ${name} | ${passed} | ${failed} | ${skipped} | ${seconds.toFixed(0)} |`,
);
const figures = results
  .filter(({ printed }) => printed)
  .map(({ name, printed }) => `## ${name}\n\n${printed.replace(/\n\d+ passed, \d+ failed\n*$/, '\n').trim()}\n`);
const page = `# Results

Written by \`npm run proof\` on ${new Date().toISOString().slice(0, 10)}, on Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB. Compare ratios, not times: those are this machine's.

| step | passed | failed | skipped | seconds |
|---|--:|--:|--:|--:|
${rows.join('\n')}

${figures.join('\n')}`;
writeFileSync(resolve(root, 'apps/bench/RESULTS.md'), page);
