// npm run proof: what takes longer than a change should wait for. Its figures go to apps/bench/RESULTS.md.
// With names of steps (`npm run proof -- soak coverage`) it runs those again and puts them into the page that is there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { pnpm, root } from './install.mjs';
import { illustrate } from './proof/illustrate.mjs';
import { runRows } from './run-rows.mjs';
import { bin, check, playwright, script, vitest } from './steps.mjs';

/** `figures`: what the step prints, as Markdown, belongs on the page. Figures are measured with nothing beside them. */
const steps = [
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
  // What is written on a page is the same in each size and colour scheme.
  [
    playwright('screenshots of the portal', 'apps/portal/e2e/screenshots.config.ts', { only: 'wide, light' }),
    playwright('screenshots of the stories', '.storybook/built/screenshots.config.ts', { only: 'wide, light', minutes: 15 }),
  ],
  [script('secrets found in pictures', '.ci/proof/leaked-pictures.mjs')],
  [script('no secrets in reports', '.ci/proof/no-secrets.mjs', [], { minutes: 10 })],
];

const file = resolve(root, 'apps/bench/RESULTS.md');
const again = existsSync(file) ? process.argv.slice(2) : [];
const unknown = again.find((name) => !steps.flat().some((step) => step.name === name));
if (unknown)
  throw new Error(
    `There is no step "${unknown}". There are: ${steps
      .flat()
      .map(({ name }) => name)
      .join(', ')}.`,
  );
const results = await runRows(
  again.length > 0 ? steps.map((row) => row.filter(({ name }) => again.includes(name))).filter((row) => row.length > 0) : steps,
);

const row = ({ name, passed, failed, skipped, seconds }) => `| ${name} | ${passed} | ${failed} | ${skipped} | ${seconds.toFixed(0)} |`;
const section = ({ name, printed }) => `## ${name}\n\n${printed.replace(/\n\d+ passed, \d+ failed\n*$/, '\n').trim()}\n`;

/** The page as it is, with what was run again in the place of what was there; a new step's row comes behind that of the step before it. */
function renewed(page, result) {
  const lines = page.split('\n');
  const place = (name) => lines.findIndex((line) => line.startsWith(`| ${name} |`));
  const names = steps.flat().map(({ name }) => name);
  const before = names.slice(0, names.indexOf(result.name)).findLast((name) => place(name) >= 0);
  const isNew = place(result.name) < 0;
  lines.splice(isNew ? place(before) + 1 : place(result.name), isNew ? 0 : 1, row(result));
  const [head, ...sections] = lines.join('\n').split(/\n(?=## )/);
  return [head, ...sections.map((each) => (each.startsWith(`## ${result.name}\n`) ? section(result) : each))].join('\n');
}

const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB`;
const whole = () => `# Results

Written by \`npm run proof\` on ${new Date().toISOString().slice(0, 10)}, on ${machine}. Compare ratios, not times: those are this machine's.

| step | passed | failed | skipped | seconds |
|---|--:|--:|--:|--:|
${results.map(row).join('\n')}

${results
  .filter(({ printed }) => printed)
  .map(section)
  .join('\n')}`;

const { text, pictures } = illustrate(again.length > 0 ? results.reduce(renewed, readFileSync(file, 'utf8')) : whole());
writeFileSync(file, text);
for (const [name, svg] of pictures) writeFileSync(resolve(file, '..', name), svg);
