import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { buildProgram } from './bundle.fixture.js';

/** The result of a run of the program. */
export interface Run {
  code: number | null;
  /** The signal that ended the process; null when it ended by itself. */
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** How to start the program. */
export interface RunOptions {
  cwd?: string;
  env?: Record<string, string>;
  input?: string | Uint8Array;
  stdio?: StdioOptions;
}

/** The program is built once for all test files of a worker. */
const program = await buildProgram();

/** Runs the built program as a process of its own. Never rejects. */
export async function lcwAuth(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = start(args, options);
  child.stdin?.end(options.input ?? '');
  return resultOf(child);
}

/** Starts the program without waiting for its end. Ends it after the test. */
export function start(args: readonly string[], { cwd, env, stdio = 'pipe' }: RunOptions = {}): ChildProcess {
  const { LCW_PRIVATE_KEY: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...inherited, ...env }, stdio });
  child.stdin?.on('error', () => undefined);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Waits for the end of a process and collects what it wrote. */
export async function resultOf(child: ChildProcess): Promise<Run> {
  const written = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (written.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (written.err += text));
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...written }));
  });
}
