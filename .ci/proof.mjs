// npm run proof: the checks that take too long for each change. Writes apps/bench/RESULTS.md.
// `npm run proof -- sizes soak` runs the named steps only and replaces their parts of the page.
import { writeResults } from '../apps/bench/results.mjs';
import { check, playwright, runSteps, vitest } from './run-steps.mjs';

/** Steps with `figures` print a section of the page. No other step runs at the same time. */
const bench = (name) => ({ args: [name], figures: true, minutes: 30 });

/** The tests of `npm test` at another time, in another time zone and locale, and with other random cases. */
function elsewhere(where, TZ, LANG, FAKE_NOW) {
  const NODE_OPTIONS = `--import=${new URL('fake-clock.mjs', import.meta.url)}`;
  const options = { env: { TZ, LANG, FAKE_NOW, NODE_OPTIONS, RANDOM_SEED: String(Date.now() % 2 ** 31) }, minutes: 30 };
  return [
    [vitest(`unit ${where}`, 'test:clock', options)],
    [vitest(`stories ${where}`, 'test:stories', options), playwright(`end to end ${where}`, 'test:e2e', options)],
  ];
}

const steps = [
  [check('build', 'build'), check('browser', 'browser')],
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
const isWanted = ({ name }) => named.length === 0 || name === 'browser' || named.includes(name);
const rows = steps.map((row) => row.filter(isWanted)).filter((row) => row.length > 0);
writeResults(steps.flat(), await runSteps(rows));
