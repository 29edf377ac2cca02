// Client benchmarks in Chromium, on a production build. Prints Markdown tables with ratios from the same run.
import { chromium } from 'playwright';
import { launchOptions } from '../../../.ci/chromium.mjs';
import { serveBuilt } from '../built-page.mjs';

// The clock of an isolated page has a resolution of 5 µs. Other pages get 100 µs.
const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const server = await serveBuilt(import.meta.dirname, isolated);
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(error.message));
await page.goto(server.url);
await page.waitForFunction(() => 'benchmarks' in window);
const run = (name, ...args) => page.evaluate(([each, given]) => window.benchmarks[each](...given), [name, args]);

console.log(`Chromium ${browser.version()}\n`);
// The argument selects one part. `quick` omits the small mounts.
const only = process.argv[2];
const wants = (part) => !only || only === 'quick' || only === part;
if (wants('mount'))
  for (const consumers of only ? [1000] : [1, 100, 1000])
    table(`Mount of ${consumers} consumers, ms`, await run('mount', consumers, consumers === 1000 ? 25 : 60), 3);
if (wants('ready')) {
  table('From lcw:ready to registration with a token held, µs', await run('ready', 200), 1);
  table('The same on a page of 1,000 consumers, µs', await run('readyUnderConsumers', 60), 1);
  table('Ready before the app: from its start to registration with a token held, µs', await run('readyBefore', 200), 1);
}
if (wants('ask')) table('From token request to callback with a valid token, ns', await run('ask', 40), 0);
if (wants('renders')) {
  counts('Renders of 1,000 consumers when the app above renders again with inline callbacks', await run('rendersOfParent'));
  counts('Renders of 1,000 consumers', {
    'a change that one of them reads': await run('rendersOfChange'),
    'each, from mount to ready': await run('rendersToReady'),
  });
}
await browser.close();
await server.close();

function table(title, rows, digits) {
  console.log(`### ${title}\n\n| | middle | times |\n|---|---|---|`);
  for (const { name, value, ratio } of rows) console.log(`| ${name} | ${value.toFixed(digits)} | ${ratio.toFixed(2)} |`);
  console.log();
}

function counts(title, rows) {
  console.log(`### ${title}\n\n| | renders |\n|---|---|`);
  for (const [name, count] of Object.entries(rows)) console.log(`| ${name} | ${count} |`);
  console.log();
}
