import type { ExitCode } from './command.js';
import { run } from './run.js';
import type { Terminal } from './terminal.js';

/** What a run inside this process left behind. */
export interface InProcessRun {
  code: ExitCode;
  out: string;
  err: string;
}

/** Runs the program inside this process, which is faster than a process for each of many cases. */
export async function runInProcess(
  args: readonly string[],
  options: { input?: string; environment?: Record<string, string>; isInteractive?: boolean; stopped?: AbortSignal } = {},
): Promise<InProcessRun> {
  const written = { out: '', err: '' };
  const terminal: Terminal = {
    out: (line) => (written.out += `${line}\n`),
    note: (line) => (written.err += `${line}\n`),
    write: (text) => (written.err += text),
    isInteractive: options.isInteractive ?? false,
    paint: (_color, text) => text,
    input: async () => options.input ?? null,
    environment: options.environment ?? {},
    stopped: options.stopped ?? new AbortController().signal,
  };
  const code = await run(args, terminal);
  return { code, ...written };
}
