import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import getPort from 'get-port';

/** True when this machine can run a Redis. */
export const hasRedis = canRun('redis-server');

if (!hasRedis) {
  process.stderr.write(
    '\n*** redis-server is not on the path: THE REDIS TESTS ARE SKIPPED. Install it, e.g. apt-get install redis-server. ***\n\n',
  );
}

/** Starts a Redis in memory on a free port. */
export async function startRedis(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await getPort({ host: '127.0.0.1' });
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no'];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('Ready to accept connections')) break;
  child.stdout.resume();
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
}

function canRun(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
