// Measures how long the user of a slow phone waits, in Chromium on production builds: the CPU is 4 times slower, the network is slow.
// Prints Markdown tables. Usage: node phone/run.mjs [rounds = 3]
import { chromium } from 'playwright';
import { launchOptions } from '../../../.ci/chromium.mjs';
import { makeSlow, slowNetworks } from '../slow-phone.mjs';
import { endpointTakes, servePages } from './server.mjs';

const rounds = Number(process.argv[2] ?? 3);
const pages = {
  'react-alone': 'React alone, without a chat',
  sample: "Microsoft's sample",
  core: '@lcw-auth/core',
  'react-sample': "React and Microsoft's sample",
  'react-query': 'React and TanStack Query',
  'react-lcw-auth': 'React and @lcw-auth/react',
  'react-oidc-context': 'React and react-oidc-context',
};
const server = await servePages(Object.keys(pages));
const { args, ...options } = launchOptions();
const browser = await chromium.launch({ ...options, args });
// Without the optimizing compilers, the heap contains only the page's own data. Compiled code would grow and shrink at random.
const interpreter = await chromium.launch({ ...options, args: [...args, '--js-flags=--no-opt --no-maglev --no-sparkplug'] });

console.log(`Chromium ${browser.version()}; CPU 4 times slower; medians of ${rounds} loads with an empty cache.
The networks are presets of Chrome's developer tools. The token endpoint takes ${endpointTakes} ms. The chat starts when the widget is ready.
The column kB counts everything that the page loads until the chat is authenticated, with headers, but without the widget's own script.\n`);
const columns = Object.keys(slowNetworks).flatMap((network) => [`${network}: token held, s`, `${network}: authenticated chat, s`]);
console.log(`| page | kB | ${columns.join(' | ')} | heap, kB | heap after an hour, kB |\n| --- |${' --: |'.repeat(columns.length + 3)}`);
const loads = Object.fromEntries(Object.keys(pages).map((name) => [name, { bytes: [], times: columns.map(() => []) }]));
for (let round = 0; round < rounds; round += 1)
  for (const name of Object.keys(pages))
    for (const [index, network] of Object.values(slowNetworks).entries()) {
      const { bytes, held, chat } = await load(name, network);
      loads[name].bytes.push(bytes);
      loads[name].times[2 * index].push(held);
      loads[name].times[2 * index + 1].push(chat);
    }
for (const [name, title] of Object.entries(pages)) {
  const { bytes, times } = loads[name];
  const heaps = name === 'react-alone' ? ['', ''] : await anHour(name);
  const cells = times.map((values) => (median(values) === undefined ? '' : (median(values) / 1000).toFixed(2)));
  console.log(`| ${title} | ${(median(bytes) / 1000).toFixed(1)} | ${cells.join(' | ')} | ${heaps.join(' | ')} |`);
}
await browser.close();
await interpreter.close();
server.close();

/** Loads a page as a slow phone does. Resolves to the bytes, and to the times from the start of the navigation in milliseconds. */
async function load(name, network) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const session = await makeSlow(page, network);
  let bytes = 0;
  const urls = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!/widget|chat$/.test(urls.get(requestId))) bytes += encodedDataLength;
  });
  await page.goto(`${server.origin}/${name}`, { timeout: 120_000 });
  const moments = name === 'react-alone' ? {} : await chatOpened(page);
  await context.close();
  return { bytes, ...moments };
}

/** Waits until the chat is authenticated. Resolves to the page's moments. */
async function chatOpened(page) {
  await page.waitForFunction(() => window.moments?.chat, undefined, { polling: 100, timeout: 120_000 });
  return page.evaluate(() => window.moments);
}

/** Leaves a page open for an hour of fake time. Resolves to the size of the heap in kB when the chat has opened, and at the end. */
async function anHour(name) {
  const [hour, step] = [3_600_000, 4_000];
  const context = await interpreter.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const heap = async () => {
    for (let count = 0; count < 3; count += 1) await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    return Math.round(metrics.find((each) => each.name === 'JSHeapUsedSize').value / 1024);
  };
  await page.clock.install();
  await page.goto(`${server.origin}/${name}`);
  await chatOpened(page);
  const start = await heap();
  for (let passed = step; passed <= hour; passed += step) {
    server.setAhead(passed);
    await page.clock.runFor(step);
  }
  const end = await heap();
  server.setAhead(0);
  await context.close();
  return [start, end];
}

function median(values) {
  const sorted = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
