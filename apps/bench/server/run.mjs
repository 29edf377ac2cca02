// Token services side by side. Each contender is a process of its own and signs the same claims; what counts is answers per
// second of processor time (all threads), as a ratio to bare node:http with node:crypto in the same run.
import { fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { buildServer } from './build-server.mjs';
import { freePort } from './free-port.mjs';
import { load } from './load.mjs';

const rounds = Number(process.env.ROUNDS ?? 25);
const milliseconds = Number(process.env.MILLISECONDS ?? 300);
const connections = 16;
const here = import.meta.dirname;
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const token = '/auth/token';
const publicKey = '/auth/publickey';
/** The first of each group is what the others are measured against; `least` is the ratio that issue 5 asks of ours. */
const groups = [
  {
    name: 'fresh tokens',
    path: token,
    contenders: [
      { name: 'bare node:http + node:crypto', file: 'bare' },
      { name: 'lcw-auth', file: 'lcw-auth', env: { REUSE: 'off' }, least: 0.92 },
      { name: 'Fastify + fast-jwt', file: 'fastify-fast-jwt' },
      { name: 'Hono + jose', file: 'hono-jose' },
      { name: 'Express + jsonwebtoken', file: 'express-jsonwebtoken' },
      { name: 'Express + jsonwebtoken, PEM parsed each time', file: 'express-jsonwebtoken', env: { PARSE: 'each' } },
    ],
  },
  {
    name: 'a user who asks again (reuse)',
    path: token,
    contenders: [
      { name: 'bare node:http + node:crypto', file: 'bare' },
      { name: 'lcw-auth', file: 'lcw-auth', env: { REUSE: 'on' }, least: 6 },
    ],
  },
  {
    name: 'public keys',
    path: publicKey,
    contenders: [
      { name: 'bare node:http', file: 'bare' },
      { name: 'lcw-auth', file: 'lcw-auth', least: 0.9 },
      { name: 'Fastify', file: 'fastify-fast-jwt' },
      { name: 'Hono', file: 'hono-jose' },
      { name: 'Express', file: 'express-jsonwebtoken' },
    ],
  },
];

const server = await buildServer();

const only = process.argv[2];
const results = [];
for (const group of groups.filter(({ name }) => !only || name.includes(only))) results.push(await measure(group));
server.remove();
report(results);

async function measure({ name, path, contenders }) {
  const running = await Promise.all(contenders.map(start));
  const samples = contenders.map(() => []);
  const latencies = contenders.map(() => []);
  const ask = ({ port }, time) => load({ port, path, headers: ['Cookie: session=bert'], connections, milliseconds: time });
  for (const contender of running) await ask(contender, 800);
  for (let round = 0; round < rounds; round += 1) {
    // Another order in each round, so that nobody always runs while the machine is warm.
    for (const index of contenders.keys()) {
      const turn = (index + round) % contenders.length;
      const before = await cpuOf(running[turn]);
      const taken = await ask(running[turn], milliseconds);
      const after = await cpuOf(running[turn]);
      const seconds = (after.user - before.user + after.system - before.system) / 1e6;
      samples[turn].push(taken.length / seconds);
      latencies[turn].push({ p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) });
    }
  }
  for (const { child } of running) child.kill();
  return {
    name,
    rows: contenders.map((contender, index) => ({
      name: contender.name,
      least: contender.least,
      // What else runs on the machine only ever takes away, so each one's better rounds say most about it.
      perCoreSecond: quantile(samples[index], 0.75),
      ratio: quantile(samples[index], 0.75) / quantile(samples[0], 0.75),
      medianRatio: median(samples[index].map((sample, round) => sample / samples[0][round])),
      p50: median(latencies[index].map(({ p50 }) => p50)),
      p99: median(latencies[index].map(({ p99 }) => p99)),
      spread: median(latencies[index].map(({ p50, p99 }) => p99 / p50)),
    })),
  };
}

async function start({ file, env }) {
  const port = await freePort();
  const child = fork(join(here, 'contenders', `${file}.mjs`), {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      PRIVATE_KEY: keys.privateKey,
      PUBLIC_KEY: keys.publicKey,
      LCW_AUTH: server.url,
      ...env,
    },
  });
  await new Promise((ready, fail) => child.once('message', ready).once('exit', () => fail(new Error(`${file} ended`))));
  return { port, child };
}

async function cpuOf({ child }) {
  return new Promise((usage) => {
    child.once('message', usage);
    child.send('cpu');
  });
}

function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function median(values) {
  return quantile(values, 0.5);
}

function report(measured) {
  const cell = (text, width) => String(text).padStart(width);
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} cores, ${connections} connections, ${rounds} rounds of ${milliseconds} ms: ratio of the upper quartiles, and median of the rounds' ratios\n`,
  );
  let failed = 0;
  for (const { name, rows } of measured) {
    process.stdout.write(`\n${name.padEnd(46)}  ratio  (median)  per core-second   p50 ms   p99 ms  p99/p50\n`);
    for (const { name: contender, least, ratio, medianRatio, perCoreSecond, p50, p99, spread } of rows) {
      const verdict = least === undefined ? '' : ratio >= least ? `  at least ${least}: yes` : `  at least ${least}: NO`;
      if (least !== undefined && ratio < least) failed += 1;
      const columns = [
        cell(ratio.toFixed(2), 7),
        cell(medianRatio.toFixed(2), 10),
        cell(Math.round(perCoreSecond), 17),
        cell(p50.toFixed(2), 9),
        cell(p99.toFixed(2), 9),
        cell(spread.toFixed(2), 9),
      ];
      process.stdout.write(`${contender.padEnd(46)}${columns.join('')}${verdict}\n`);
    }
  }
  process.exitCode = failed === 0 ? 0 : 1;
}
