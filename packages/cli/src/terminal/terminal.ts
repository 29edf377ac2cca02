import { styleText } from 'node:util';
import { clean, type Text } from './text.js';

/** The input and output of a command. Control and bidirectional characters are written as escapes. */
export interface Terminal {
  /** Writes one line of the result to standard output. */
  out(...line: Text[]): void;
  /** Writes a result to standard output as one line of JSON. */
  json(value: unknown): void;
  /** Writes one line that is not part of the result to standard error. */
  note(...line: Text[]): void;
  /** Writes text unchanged to standard error, without a newline. For the spinner only. */
  draw(text: string): void;
  /** True when standard error is a terminal, so that a spinner can be shown. */
  isInteractive: boolean;
  /** Reads all of standard input. Returns null when standard input is a terminal. */
  readInput(): Promise<Uint8Array | null>;
  /** Asks a question that takes yes or no. Returns null when standard input is not a terminal. */
  confirm(question: string): Promise<boolean | null>;
  environment: Readonly<Record<string, string | undefined>>;
  /** Resolves at the first Ctrl+C or SIGTERM. If the command does not call this, the signal ends the process immediately. */
  untilStopped(): Promise<void>;
}

/** The streams and functions that a terminal uses. */
export interface TerminalParts extends Pick<Terminal, 'isInteractive' | 'readInput' | 'confirm' | 'environment' | 'untilStopped'> {
  writeOut(text: string): void;
  writeError(text: string): void;
  /** True when styles are shown on standard output. */
  isOutStyled: boolean;
  /** True when styles are shown on standard error. */
  isErrorStyled: boolean;
}

/** Creates a terminal that writes clean lines. */
export function createTerminal({ writeOut, writeError, isOutStyled, isErrorStyled, ...parts }: TerminalParts): Terminal {
  return {
    ...parts,
    out: (...line) => writeOut(`${render(line, isOutStyled)}\n`),
    json: (value) => writeOut(`${clean(JSON.stringify(value))}\n`),
    note: (...line) => writeError(`${render(line, isErrorStyled)}\n`),
    draw: writeError,
  };
}

function render(line: readonly Text[], isStyled: boolean): string {
  return line
    .map((part) => {
      if (typeof part === 'string') return clean(part);
      // By default, `styleText` checks standard output, but this line may go to standard error.
      return isStyled ? styleText(part.style, clean(part.text), { validateStream: false }) : clean(part.text);
    })
    .join('');
}
