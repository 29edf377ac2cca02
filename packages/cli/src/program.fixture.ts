import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, vi } from 'vitest';
import { buildProgram } from './bundle.fixture.js';

// Processes and RSA keys take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** What a run of the program left behind. */
export interface Run {
  code: number | null;
  out: string;
  err: string;
}

const program = await buildProgram();

afterAll(async () => {
  await rm(dirname(program), { recursive: true });
});

/** Runs the built program as a process of its own. Never rejects. */
export async function lcwAuth(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string } = {},
): Promise<Run> {
  const child = start(args, options);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  return finished(child);
}

/** Starts the program without waiting for its end. */
export function start(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): ChildProcess {
  const { LCW_PRIVATE_KEY: _, ...inherited } = process.env;
  return spawn(process.execPath, [program, ...args], { cwd: options.cwd, env: { ...inherited, ...options.env }, stdio: 'pipe' });
}

async function finished(child: ChildProcess): Promise<Run> {
  const run: Run = { code: null, out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (run.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (run.err += text));
  run.code = await new Promise((resolve) => child.once('close', resolve));
  return run;
}
