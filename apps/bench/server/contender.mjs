// One server in a process of its own.
import { execFileSync, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';

let separate = false;

/**
 * Gives servers the first core and the load generator, this process, the second, where there are two and Linux's taskset: so
 * neither takes the processor from the other, and latencies are the server's. Gives whether it could.
 */
export function separateCores() {
  separate = availableParallelism() > 1 && pinThisProcess();
  return separate;
}

function pinThisProcess() {
  try {
    execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', '1', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts contenders/FILE.mjs. Returns its port, and the processor time of all its threads in seconds. */
export async function startContender(file, env) {
  const port = await freePort();
  // Node signs on four threads, which on fewer cores take time slices from each other: then that would be the latency.
  const threads = separate ? 1 : Math.min(4, availableParallelism());
  const onFirstCore = separate ? { execPath: 'taskset', execArgv: ['--cpu-list', '0', process.execPath] } : {};
  const child = fork(join(import.meta.dirname, 'contenders', `${file}.mjs`), {
    ...onFirstCore,
    env: { ...process.env, ...env, NODE_ENV: 'production', PORT: String(port), UV_THREADPOOL_SIZE: String(threads) },
  });
  await new Promise((ready, fail) => child.once('message', ready).once('exit', () => fail(new Error(`${file} ended`))));
  return {
    port,
    async cpuSeconds() {
      const { user, system } = await new Promise((usage) => {
        child.once('message', usage);
        child.send('cpu');
      });
      return (user + system) / 1e6;
    },
    stop: () => child.kill(),
  };
}
