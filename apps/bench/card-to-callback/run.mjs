// Measures the time from card to callback in Chromium, with a production build and HTTP servers on loopback. Prints a Markdown table.
import { createServer } from 'node:http';
import { chromium } from 'playwright';
import { launchOptions } from '../../../.ci/chromium.mjs';
import { serveBuilt } from '../built-page.mjs';
import { makeSlow, slowNetworks } from '../slow-phone.mjs';

const rounds = Number(process.argv[2] ?? 30);
/** Milliseconds that the portal takes for a bot token. */
const endpointTakes = 100;

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'content-type',
};
/** The bot token service (POST, with preflight) and the portal's token endpoint (GET), each with its delay. */
const service = createServer((request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const takes = request.method === 'OPTIONS' ? 0 : Number(searchParams.get('takes'));
  request.resume().on('end', () => {
    setTimeout(() => response.writeHead(200, cors).end(request.method === 'GET' ? 'token-of-the-user' : ''), takes);
  });
});
await new Promise((listening) => service.listen(0, '127.0.0.1', listening));
const serviceHost = `127.0.0.1:${service.address().port}`;
const tokenEndpoint = `http://${serviceHost}/token?takes=${endpointTakes}`;

const server = await serveBuilt(import.meta.dirname);
const browser = await chromium.launch(launchOptions());

console.log(`### From card to callback, ms\n`);
console.log(
  `Chromium ${browser.version()}; ${rounds} cards each, median and slowest. A cold token comes from a portal endpoint that takes ${endpointTakes} ms.`,
);
console.log('The times include the CORS preflight of each card. The widget always applies a decision that arrives within 900 ms.\n');
console.log('| token service answers after | the POST alone, by hand | warm token | cold token |\n|---|---|---|---|');
for (const serviceTakes of [0, 50, 300]) {
  const measurement = { tokenEndpoint, serviceHost, serviceTakes, rounds };
  const bare = await onPage((given) => window.cardToCallback.measureBarePost(given), measurement);
  const warm = await onPage((given) => window.cardToCallback.measure('warm', given), measurement);
  const cold = await onPage((given) => window.cardToCallback.measure('cold', given), measurement);
  console.log(`| ${serviceTakes} ms | ${cell(bare)} | ${cell(warm)} | ${cell(cold)} |`);
}
console.log(`
### The same on a slow phone

The CPU is 4 times slower, the networks are presets of Chrome's developer tools, and the token is warm. The service responds immediately.
Chromium does not slow the CORS preflight, so on a real network a card needs one round trip more.
lcw-auth shows a card that is not decided after 1,800 ms, the default of \`botSso.timeout\`.

| network | the POST alone, by hand, ms | card to callback, ms | hidden cards |\n|---|---|---|---|`);
for (const [name, network] of Object.entries(slowNetworks)) {
  const measurement = { tokenEndpoint, serviceHost, serviceTakes: 0, rounds: Math.ceil(rounds / 3) };
  const bare = await onPage((given) => window.cardToCallback.measureBarePost(given), measurement, network);
  const warm = await onPage((given) => window.cardToCallback.measure('warm', given), measurement, network);
  console.log(`| ${name} | ${cell(bare)} | ${cell(warm)} | ${warm.filter(({ show }) => !show).length} of ${warm.length} |`);
}
await browser.close();
await server.close();
service.close();

/** Runs a measurement on a page of its own. When `network` is given, the page is as slow as on a cheap phone. */
async function onPage(measure, measurement, network) {
  const page = await browser.newPage();
  try {
    await page.goto(server.url);
    await page.waitForFunction(() => 'cardToCallback' in window);
    if (network) await makeSlow(page, network);
    return await page.evaluate(measure, measurement);
  } finally {
    await page.close();
  }
}

function cell(decisions) {
  const sorted = decisions.map(({ took }) => took).toSorted((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)].toFixed(1)} (${sorted.at(-1).toFixed(1)})`;
}
