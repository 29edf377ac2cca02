import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { installProject, root, run } from './packed.js';

it('every command of the agent skill works in a portal that installed the packed packages', async () => {
  const directory = await installProject(resolve(root, 'apps/examples/vite-express'), { 'lcw-auth': '^0.1.0' });
  const skill = readFileSync(join(directory, 'node_modules/@lcw-auth/react/skills/lcw-auth/SKILL.md'), 'utf8');
  const commands = [...skill.matchAll(/^```sh\n([^]*?)\n```$/gm)].flatMap(([, block = '']) => block.split('\n'));
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) {
    if (command.endsWith(' &')) await startService(command.slice(0, -2), directory);
    else await run('bash', ['-o', 'pipefail', '-c', command], directory);
  }
});

/** Starts a command that stays open, and waits for its first output. */
async function startService(command: string, directory: string): Promise<void> {
  const service = spawn('bash', ['-c', command], { cwd: directory, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void process.kill(-(service.pid ?? 0)));
  await once(service.stdout, 'data');
}
