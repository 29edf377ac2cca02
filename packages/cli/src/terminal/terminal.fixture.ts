import type { ExitCode } from '../command.js';
import { run } from '../run.js';
import { createTerminal } from './terminal.js';

/** The result of a run inside the test's own process. */
export interface InProcessRun {
  code: ExitCode;
  out: string;
  err: string;
}

/** Runs the program inside the test's own process. That is faster than a new process for each test case. */
export async function runInProcess(
  args: readonly string[],
  options: {
    input?: string | Uint8Array;
    environment?: Record<string, string>;
    isInteractive?: boolean;
    isStyled?: boolean;
    /** The answer to each question. Default: standard input is not a terminal. */
    answer?: boolean;
    /** Resolves at the first Ctrl+C or SIGTERM. Default: immediately. */
    untilStopped?: () => Promise<void>;
    /** Receives each line of the result. */
    onOut?: (line: string) => void;
  } = {},
): Promise<InProcessRun> {
  const written = { out: '', err: '' };
  const terminal = createTerminal({
    writeOut: (text) => {
      written.out += text;
      options.onOut?.(text);
    },
    writeError: (text) => (written.err += text),
    isOutStyled: options.isStyled ?? false,
    isErrorStyled: options.isStyled ?? false,
    isInteractive: options.isInteractive ?? false,
    readInput: async () => (options.input === undefined ? null : Buffer.from(options.input)),
    confirm: async () => options.answer ?? null,
    environment: options.environment ?? {},
    untilStopped: options.untilStopped ?? (async () => undefined),
  });
  const code = await run(args, terminal);
  return { code, ...written };
}
