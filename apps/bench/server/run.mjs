// Compares token services. Each contender is a process of its own and signs the same claims. The result is the number of answers
// per second of processor time (all threads), as a ratio to bare node:http with node:crypto in the same run.
import { generateKeyPairSync } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buildServer } from './build-server.mjs';
import { goFirst, separateCores, startContender } from './contender.mjs';
import { openConnections } from './load.mjs';
import { median, quantile } from './quantile.mjs';

const rounds = Number(process.env.ROUNDS ?? 80);
const milliseconds = Number(process.env.MILLISECONDS ?? 60);
const connections = 16;
// The first milliseconds on new connections and the first rounds are not counted, because servers are slower then.
const runUp = 20;
const warmUps = 3;
// Between two runs, the totals of the same server differ by up to this share.
const accuracy = 0.02;
// Milliseconds. When the load generator is late, the latencies include its delay. So the report also shows how late it was.
const sampleInterval = 5;
const lateness = monitorEventLoopDelay({ resolution: sampleInterval });
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const token = '/auth/token';
const publicKey = '/auth/publickey';
/**
 * Ratios are relative to the first contender of each group. `aheadOf` names other contenders: the contender must not be slower than
 * them, within the accuracy of the measurement. `least` is the lowest ratio that passes.
 */
const groups = [
  {
    name: 'fresh tokens',
    path: token,
    contenders: [
      { name: 'bare node:http + node:crypto', file: 'bare' },
      { name: 'lcw-auth', file: 'lcw-auth', env: { REUSE: 'off' }, aheadOf: ['Hono + jose', 'Express + jsonwebtoken'] },
      { name: 'Fastify + fast-jwt', file: 'fastify-fast-jwt' },
      { name: 'Hono + jose', file: 'hono-jose' },
      { name: 'Express + jsonwebtoken', file: 'express-jsonwebtoken' },
      { name: 'Express + jsonwebtoken, PEM parsed each time', file: 'express-jsonwebtoken', env: { PARSE: 'each' } },
    ],
  },
  {
    name: 'adapters for Node',
    path: token,
    contenders: [
      { name: 'bare node:http + node:crypto', file: 'bare' },
      { name: 'lcw-auth, toNodeListener', file: 'lcw-auth', env: { REUSE: 'off' } },
      { name: 'lcw-auth, @hono/node-server', file: 'adapter', env: { ADAPTER: 'hono' } },
      { name: 'lcw-auth, srvx', file: 'adapter', env: { ADAPTER: 'srvx' } },
    ],
  },
  {
    name: 'a user who asks again (reuse)',
    path: token,
    contenders: [
      { name: 'bare node:http + node:crypto', file: 'bare' },
      { name: 'lcw-auth', file: 'lcw-auth', env: { REUSE: 'on' }, least: 2 },
    ],
  },
  {
    name: 'public keys',
    path: publicKey,
    contenders: [
      { name: 'bare node:http, the text alone', file: 'bare' },
      { name: 'lcw-auth', file: 'lcw-auth' },
      { name: 'bare node:http, with the headers of ours', file: 'bare', env: { HEADERS: 'all' } },
      { name: 'Fastify', file: 'fastify-fast-jwt' },
      { name: 'Hono', file: 'hono-jose' },
      { name: 'Express', file: 'express-jsonwebtoken' },
    ],
  },
];

const server = await buildServer();
goFirst();
const separate = separateCores();
const common = { PRIVATE_KEY: keys.privateKey, PUBLIC_KEY: keys.publicKey, LCW_AUTH: server.url };

const only = process.argv[2];
const results = [];
lateness.enable();
for (const group of groups
  .map((g) => (process.env.TWO ? { ...g, contenders: g.contenders.slice(0, 2) } : g))
  .filter(({ name }) => !only || name.includes(only)))
  results.push(await measure(group));
server.remove();
report(results);

async function measure({ name, path, contenders }) {
  const running = await Promise.all(contenders.map(({ file, env }) => startContender(file, { ...common, ...env })));
  const turns = contenders.map(() => []);
  const ask = (connections, time) => connections.ask({ path, headers: ['Cookie: session=bert'], milliseconds: time });

  for (let round = -warmUps; round < rounds; round += 1) {
    // Each round starts with another server.
    for (const index of contenders.keys()) {
      const turn = (index + round + warmUps) % contenders.length;
      const { port, cpuSeconds } = running[turn];
      const opened = await openConnections(port, connections);
      await ask(opened, runUp);
      const before = await cpuSeconds();
      const latencies = await ask(opened, milliseconds);
      const seconds = (await cpuSeconds()) - before;
      opened.close();
      if (round >= 0) turns[turn].push({ answers: latencies.length, seconds, p50: median(latencies), p99: quantile(latencies, 0.99) });
    }
  }
  for (const { stop } of running) stop();

  return {
    name,
    rows: contenders.map((contender, index) => {
      const own = turns[index];
      return {
        ...contender,
        // Totals of many short turns, so that a slow period of the machine affects all servers equally.
        ratio: total(own) / total(turns[0]),
        perCoreSecond: total(own),
        p50: median(own.map(({ p50 }) => p50)),
        p99: median(own.map(({ p99 }) => p99)),
        spread: median(own.map(({ p50, p99 }) => p99 / p50)),
      };
    }),
  };
}

/** Answers per second of processor time in all rounds together. */
function total(rounds) {
  const answers = rounds.reduce((sum, round) => sum + round.answers, 0);
  return answers / rounds.reduce((sum, round) => sum + round.seconds, 0);
}

/** A lead in words, such as "1.1 % ahead of". */
function inWords(lead) {
  return `${Math.abs(lead * 100).toFixed(1)} % ${lead < 0 ? 'behind' : 'ahead of'}`;
}

function report(measured) {
  const cores = separate ? 'servers on one core, the load generator on another' : 'cores shared with the load generator';
  const late = Math.max(0, lateness.percentile(99) / 1e6 - sampleInterval);
  process.stdout
    .write(`Node ${process.version}, ${connections} connections, ${rounds} rounds of ${milliseconds} ms, totals, and medians of the latencies; ${cores}, \
which was at most ${late.toFixed(1)} ms late in 99 of 100 cases\n`);
  let failed = 0;
  for (const { name, rows } of measured) {
    process.stdout.write(`\n${name.padEnd(46)}  ratio  per core-second   p50 ms   p99 ms  p99/p50\n`);
    for (const { name: contender, least, aheadOf = [], ratio, perCoreSecond, p50, p99, spread } of rows) {
      const columns = [
        ratio.toFixed(2).padStart(7),
        String(Math.round(perCoreSecond)).padStart(17),
        ...[p50, p99, spread].map((value) => value.toFixed(2).padStart(9)),
      ];
      const verdicts = [];
      if (least !== undefined) verdicts.push({ goal: `at least ${least}`, met: ratio >= least });
      for (const other of aheadOf) {
        const lead = ratio / rows.find((row) => row.name === other).ratio - 1;
        verdicts.push({ goal: `${inWords(lead)} ${other}`, met: lead > -accuracy });
      }
      failed += verdicts.filter(({ met }) => !met).length;
      const words = verdicts.map(({ goal, met }) => `  ${goal}: ${met ? 'yes' : 'NO'}`);
      process.stdout.write(`${contender.padEnd(46)}${columns.join('')}${words.join('')}\n`);
    }
  }
  process.exitCode = failed === 0 ? 0 : 1;
}
