// One server in a process of its own.
import { execFileSync, fork } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';

let separate = false;

/** Lets this process and its servers go before other programs, where the system permits it, so that those disturb the caches less. */
export function goFirst() {
  try {
    setPriority(-15);
  } catch {
    // Only an administrator may do this. The ratios are then less exact on a busy machine.
  }
}

/**
 * Gives the servers the first core and the load generator, this process, the second, where there are two and Linux's taskset.
 * Neither takes the processor from the other then, so latencies are the server's. Returns true when that was possible.
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
    // Some servers would wait for their connections first.
    stop: () => child.kill('SIGKILL'),
  };
}
