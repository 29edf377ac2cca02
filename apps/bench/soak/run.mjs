// Runs one page in Chromium through 2,000 token renewals, 1,000 cards, 300 changes of user and 300 remounts for each generation,
// with accelerated time. Prints the resources that grew. Usage: node soak/run.mjs [rounds = 100]
import { chromium } from 'playwright';
import { launchOptions } from '../../../.ci/chromium.mjs';
import { serveBuilt } from '../built-page.mjs';

const rounds = Number(process.argv[2] ?? 100);
const warmUp = Number(process.argv[3] ?? Math.max(2, Math.round(rounds / 10)));
const perRound = { renewals: 20, cards: 10, switches: 3, remounts: 3 };
/** How much the heap may grow, as a fraction of its size at the start. */
const heapLimit = 0.05;

const server = await serveBuilt(import.meta.dirname);
// Without the optimizing compilers, the heap contains only the page's own data. Compiled code would grow and shrink at random.
const { args, ...options } = launchOptions();
const browser = await chromium.launch({ ...options, args: [...args, '--js-flags=--no-opt --no-maglev --no-sparkplug'] });
console.log(
  `Chromium ${browser.version()}; ${rounds} rounds of ${Object.entries(perRound)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')}.\n`,
);
console.log('| | generation | start | end |\n|---|---|--:|--:|');
let failed = 0;
for (const generation of ['v2', 'v1']) failed += await soak(generation);
await browser.close();
await server.close();
process.exitCode = failed === 0 ? 0 : 1;

/** @returns The number of figures that exceed their limit. */
async function soak(generation) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.clock.install({ time: new Date('2026-01-05T09:00:00Z') });
  await page.goto(server.url);
  await page.waitForFunction(() => 'soak' in window, undefined, { polling: 100 }).catch(() => undefined);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');

  const act = async (name, passing, ...given) => {
    await page.evaluate(([each, all]) => window.soak[each](...all), [name, given]);
    await page.evaluate(() => window.soak.settle());
    await page.clock.runFor(passing);
    await page.evaluate(() => window.soak.settle());
  };
  // Signing takes real time. Fake time passes in small steps while a request may be pending, so that no request exceeds its 9 s limit.
  const renew = async () => {
    const { renewals, due } = await page.evaluate(() => window.soak.ask());
    await page.clock.runFor(Math.max(0, due - 1_000));
    for (let at = 0; at < 10 && (await page.evaluate(() => window.soak.settledRenewals())) === renewals; at += 1)
      await page.clock.runFor(2_000);
  };
  const play = async (count) => {
    await act('open', 5_000, generation);
    await act('startChat', 2_000);
    for (let round = 0; round < count; round += 1) {
      for (let at = 0; at < perRound.renewals; at += 1) await renew();
      for (let at = 0; at < perRound.cards; at += 1) await act('card', 2_500);
      for (let at = 0; at < perRound.switches; at += 1) {
        await act('switchUser', 5_000);
        await act('startChat', 2_000);
      }
      for (let at = 0; at < perRound.remounts; at += 1) await act('remount', 2_000);
    }
    await act('close', 100_000);
  };
  const measure = async () => {
    for (let at = 0; at < 3; at += 1) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (name) => metrics.find((each) => each.name === name).value;
    const report = await page.evaluate(() => window.soak.report());
    return { ...report, heap: metric('JSHeapUsedSize'), listeners: metric('JSEventListeners'), nodes: metric('Nodes') };
  };

  await play(warmUp);
  const start = await measure();
  await play(rounds);
  const end = await measure();
  await context.close();

  const rows = [
    ['heap, kB', Math.round(start.heap / 1024), Math.round(end.heap / 1024), end.heap <= start.heap * (1 + heapLimit)],
    ...['listeners', 'nodes', 'timers', 'channels', 'locks'].map((name) => [name, start[name], end[name], end[name] <= start[name]]),
    ['tokens fetched', start.renewals, end.renewals, end.renewals - start.renewals >= rounds * perRound.renewals],
    ['cards answered', start.cards, end.cards, end.cards - start.cards >= rounds * perRound.cards],
    ['wrong answers', start.violations.length, end.violations.length, end.violations.length === 0],
    ['page errors', 0, problems.length, problems.length === 0],
  ];
  for (const [name, before, after, isWithinLimit] of rows)
    console.log(`| ${name}${isWithinLimit ? '' : ' ✗'} | ${generation} | ${before} | ${after} |`);
  for (const line of [...end.violations, ...problems]) console.error(line);
  return rows.filter(([, , , isWithinLimit]) => !isWithinLimit).length;
}
