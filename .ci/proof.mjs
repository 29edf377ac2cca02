// npm run proof: the checks that take too long for each change. Writes apps/bench/RESULTS.md.
// `npm run proof -- sizes soak` runs the named steps only and replaces their parts of the page.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { root } from './install.mjs';
import { check, playwright, runSteps, vitest } from './run-steps.mjs';

/** Steps with `figures` print a section of the page. No other step runs at the same time. */
const bench = (name) => ({ args: [name], figures: true, minutes: 15 });
const clock = (TZ, LANG, FAKE_NOW) => ({ env: { TZ, LANG, FAKE_NOW, DONT_FAKE_MONOTONIC: '1' }, minutes: 15 });

const steps = [
  [check('build', 'build')],
  [check('sizes', 'size', { figures: true, fence: '```' })],
  [check('benchmarks: client', 'bench', bench('client'))],
  [check('benchmarks: card to callback', 'bench', bench('card-to-callback'))],
  [check('benchmarks: server', 'bench', bench('server'))],
  [check('benchmarks: simulator', 'bench', bench('simulator'))],
  [check('soak', 'bench', bench('soak'))],
  [vitest('under load', 'test:load', { minutes: 15 })],
  [vitest('at 9:59 on 28 February in Apia', 'test:clock', clock('Pacific/Apia', 'de_DE.UTF-8', '2027-02-28 09:59:50'))],
  [vitest("at the change to summer time in St. John's", 'test:clock', clock('America/St_Johns', 'en_CA.UTF-8', '2027-03-14 01:59:50'))],
  [vitest('around midnight on 31 December in Kolkata', 'test:clock', clock('Asia/Kolkata', 'ar_EG.UTF-8', '2026-12-31 23:59:50'))],
  [check('coverage', 'coverage', { minutes: 10 })],
  [check('public API', 'api'), check('documented exports', 'documented'), check('unused code', 'unused')],
  [check('packages', 'packages'), check('vulnerabilities', 'audit')],
  [vitest('packed packages', 'test:packed', { minutes: 30 })],
  [check('static Storybook', 'build:storybook')],
  [playwright('built Storybook', 'test:storybook', { minutes: 15 })],
  [check('no secrets in reports', 'test:secrets')],
];

const named = process.argv.slice(2);
const names = steps.flat().map(({ name }) => name);
const unknown = named.find((name) => !names.includes(name));
if (unknown) throw new Error(`There is no step "${unknown}". The steps are: ${names.join(', ')}.`);
const rows = steps.map((row) => row.filter(({ name }) => named.length === 0 || named.includes(name))).filter((row) => row.length > 0);
const results = await runSteps(rows);

const file = resolve(root, 'apps/bench/RESULTS.md');
const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
const lineOf = ({ name, passed, failed, seconds }) => `| ${name} | ${passed} | ${failed} | ${seconds.toFixed(0)} |`;
const known = new Map([...page.matchAll(/^\| (.+?) \| \d+ \| \d+ \|.*$/gm)].map(([line, name]) => [name, line]));
const sections = new Map(
  page
    .split(/\n(?=## )/)
    .slice(1)
    .map((section) => [section.slice(3, section.indexOf('\n')), section.trim()]),
);
for (const result of results) {
  known.set(result.name, lineOf(result));
  const { fence = '' } = steps.flat().find(({ name }) => name === result.name);
  sections.set(result.name, `## ${result.name}\n\n${`${fence}\n${result.printed.trim()}\n${fence}`.trim()}`);
}
const ofSteps = (parts, wanted = () => true) =>
  steps
    .flat()
    .filter(wanted)
    .map(({ name }) => parts.get(name))
    .filter(Boolean);
const machine = `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB`;
writeFileSync(
  file,
  `# Results

Written by \`npm run proof\` on ${new Date().toISOString().slice(0, 10)}, on ${machine}. Compare ratios, because times depend on the machine.

| step | passed | failed | seconds |
| --- | --: | --: | --: |
${ofSteps(known).join('\n')}

${ofSteps(sections, ({ figures }) => figures).join('\n\n')}
`,
);
