// One server in a process of its own.
import { execFileSync, fork } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';

let separate = false;

/** Gives this process and its servers a higher priority than other programs, where the system permits it, so that those disturb less. */
export function goFirst() {
  try {
    setPriority(-15);
  } catch {
    // Only an administrator may do this. The ratios are then less exact on a busy machine.
  }
}

/**
 * Runs the servers on the first core, and this process, which is the load generator, on the second. They then do not wait for each
 * other's processor time, so the latencies are those of the servers. Returns false without two cores or without Linux's taskset.
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
  const port = await getPort({ host: '127.0.0.1' });
  // Node signs on four threads. On fewer cores, the threads would wait for each other, and the latencies would include that time.
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
    // With another signal, some servers would first wait until their connections are closed.
    stop: () => child.kill('SIGKILL'),
  };
}
