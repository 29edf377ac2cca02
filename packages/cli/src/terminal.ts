import { styleText } from 'node:util';

/** What a command reads from and writes to. */
export interface Terminal {
  /** The result: standard output, one line. */
  out(line: string): void;
  /** Everything else: standard error, one line. */
  note(line: string): void;
  /** Writes to standard error without a newline, for the spinner alone. */
  write(text: string): void;
  /** Whether standard error is a terminal, where a spinner may turn. */
  isInteractive: boolean;
  /** Colours the text where standard output is a terminal; elsewhere, and under NO_COLOR, returns it unchanged. */
  paint(color: Color, text: string): string;
  /** All of standard input; null when it is a terminal and nobody piped anything. */
  input(): Promise<string | null>;
  environment: Readonly<Record<string, string | undefined>>;
  /** Aborts when the person asks the program to stop. */
  stopped: AbortSignal;
}

/** The colours in use. */
export type Color = 'green' | 'red' | 'yellow' | 'gray' | 'bold' | 'cyan';

// No token or key is as large; more is a mistake, such as a binary file.
const longestInput = 1_000_000;

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const colored = process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort());
  }
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
    write: (text) => process.stderr.write(text),
    isInteractive: process.stderr.isTTY,
    paint: (color, text) => (colored ? styleText(color, text) : text),
    input: readInput,
    environment: process.env,
    stopped: stop.signal,
  };
}

async function readInput(): Promise<string | null> {
  if (process.stdin.isTTY) return null;
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > longestInput) break;
  }
  return text;
}
