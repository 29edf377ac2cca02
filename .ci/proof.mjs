// npm run proof: the checks that take too long for each change. Writes apps/bench/RESULTS.md.
// `npm run proof -- sizes soak` runs the named steps only and replaces their parts of the page.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { root } from './install.mjs';
import { check, playwright, runSteps, vitest } from './run-steps.mjs';

/** Steps with `figures` print a section of the page. No other step runs at the same time. */
const bench = (name) => ({ args: [name], figures: true, minutes: 15 });

/** The tests of `npm test` at another time, and in another time zone and locale. */
function elsewhere(where, TZ, LANG, FAKE_NOW) {
  const NODE_OPTIONS = `--import=${new URL('fake-clock.mjs', import.meta.url)}`;
  const options = { env: { TZ, LANG, FAKE_NOW, NODE_OPTIONS }, minutes: 30 };
  return [
    [vitest(`unit ${where}`, 'test:clock', options)],
    [vitest(`stories ${where}`, 'test:stories', options), playwright(`end to end ${where}`, 'test:e2e', options)],
  ];
}

const steps = [
  [check('build', 'build')],
  [check('sizes', 'size', { figures: true, fence: '```' })],
  [check('benchmarks: client', 'bench', bench('client'))],
  [check('benchmarks: slow phone', 'bench', bench('phone'))],
  [check('benchmarks: card to callback', 'bench', bench('card-to-callback'))],
  [check('benchmarks: server', 'bench', bench('server'))],
  [check('benchmarks: simulator', 'bench', bench('simulator'))],
  [check('soak', 'bench', bench('soak'))],
  [vitest('under load', 'test:load', { minutes: 15 })],
  ...elsewhere('before midnight on 28 February in Apia', 'Pacific/Apia', 'ar_EG.UTF-8', '2028-02-28T23:59:50'),
  ...elsewhere('before ten on 31 December in Kolkata', 'Asia/Kolkata', 'de_DE.UTF-8', '2027-12-31T09:59:50'),
  [check('coverage', 'coverage', { minutes: 10 })],
  [check('public API', 'api'), check('documented exports', 'documented'), check('unused code', 'unused')],
  [check('packages', 'packages'), check('vulnerabilities', 'audit')],
  [vitest('packed packages', 'test:packed', { minutes: 60 })],
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
// On a quiet machine, the load is about the number of cores.
const when = `${new Date().toISOString().slice(0, 10)} | ${loadavg()[2].toFixed(0)}`;
const lineOf = ({ name, passed, failed, seconds }) => `| ${name} | ${passed} | ${failed} | ${seconds.toFixed(0)} | ${when} |`;
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

Written by \`npm run proof\` on ${machine}. Compare ratios, because times depend on the machine and its load. A step that was not run again keeps its figures.

| step | passed | failed | seconds | date | load |
| --- | --: | --: | --: | --- | --: |
${ofSteps(known).join('\n')}

${ofSteps(sections, ({ figures }) => figures).join('\n\n')}
`,
);
