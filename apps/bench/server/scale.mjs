// Measures one process with files, then 1, 2 and 4 processes with one Redis: new tokens per second of processor time, and
// the number of Redis commands.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import Redis from 'ioredis';
import { buildServer } from './build-server.mjs';
import { startContender } from './contender.mjs';
import { openConnections } from './load.mjs';
import { quantile } from './quantile.mjs';

const rounds = Number(process.env.ROUNDS ?? 12);
const milliseconds = Number(process.env.MILLISECONDS ?? 1_000);
const server = await buildServer();
const directory = mkdtempSync(join(tmpdir(), 'lcw-auth-scale-'));
const redisPort = await getPort({ host: '127.0.0.1' });
const redis = spawn('redis-server', ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
  stdio: 'ignore',
});
const url = `redis://127.0.0.1:${redisPort}`;
const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
client.on('error', () => {}); // The connection is refused until the Redis listens.
await client.ping();

const settings = [
  { name: 'one process on files', count: 1, env: { DIRECTORY: directory } },
  ...[1, 2, 4].map((count) => ({ name: `${count} on one Redis`, count, env: { REDIS_URL: url } })),
];
const groups = [];
for (const setting of settings)
  groups.push({
    ...setting,
    processes: await Promise.all(
      Array.from({ length: setting.count }, () => startContender('lcw-auth-ring', { ...setting.env, LCW_AUTH: server.url })),
    ),
    samples: [],
    commands: [],
  });
for (const { processes } of groups) await measure(processes);
for (let round = 0; round < rounds; round += 1) {
  for (const group of groups) {
    const before = await commands();
    group.samples.push(await measure(group.processes));
    group.commands.push((await commands()) - before);
  }
}
for (const { processes } of groups) for (const { stop } of processes) stop();
client.disconnect();
redis.kill();
server.remove();
rmSync(directory, { recursive: true });

process.stdout.write(
  `${rounds} rounds of ${milliseconds} ms, 16 connections in all\n\n${'fresh tokens'.padEnd(24)} per core-second   ratio   Redis commands a second\n`,
);
const [first] = groups.map(({ samples }) => quantile(samples, 0.75));
for (const { name, samples, commands } of groups) {
  const rate = quantile(samples, 0.75);
  const commandsPerSecond = commands.reduce((sum, count) => sum + count, 0) / ((rounds * milliseconds) / 1000);
  process.stdout.write(
    `${name.padEnd(24)} ${String(Math.round(rate)).padStart(15)} ${(rate / first).toFixed(2).padStart(7)} ${(name.includes('Redis') ? commandsPerSecond.toFixed(1) : '').padStart(25)}\n`,
  );
}

async function measure(processes) {
  const opened = await Promise.all(processes.map(({ port }) => openConnections(port, 16 / processes.length)));
  const before = await cpuSeconds(processes);
  const taken = await Promise.all(
    opened.map((connections) => connections.ask({ path: '/auth/token', headers: ['Cookie: session=bert'], milliseconds })),
  );
  const after = await cpuSeconds(processes);
  for (const connections of opened) connections.close();
  return taken.flat().length / (after - before);
}

async function cpuSeconds(processes) {
  const used = await Promise.all(processes.map((contender) => contender.cpuSeconds()));
  return used.reduce((sum, seconds) => sum + seconds, 0);
}

async function commands() {
  return Number(/total_commands_processed:(\d+)/.exec(await client.info('stats'))?.[1]) - 1;
}
