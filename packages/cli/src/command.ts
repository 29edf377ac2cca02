import type { Terminal } from './terminal/terminal.js';

/** 0: no problem. 1: the command found a problem or failed. 2: the arguments are invalid. */
export type ExitCode = 0 | 1 | 2;

/** An option of a command, written as `--name`. */
export interface Option {
  /** 'flag' takes no value; 'list' may be given several times. */
  kind: 'flag' | 'value' | 'list';
  /** The placeholder for the value in the help, e.g. `URL`. */
  value?: string;
  help: string;
}

/** The arguments of one run. */
export interface CommandInput {
  /** The value of an option; undefined when it was not given. Never empty. */
  value(name: string): string | undefined;
  /** All values of an option that may be given several times. */
  list(name: string): readonly string[];
  /** True when the flag was given. */
  flag(name: string): boolean;
  /** The one argument without a name. */
  argument: string | undefined;
}

/** One of the program's commands. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** The placeholder for the argument without a name, e.g. `TOKEN`; null when the command takes none. */
  argument: string | null;
  options: Readonly<Record<string, Option>>;
  /** Further lines of `--help`: details, and the meaning of the exit codes. */
  more?: string;
  run(input: CommandInput, terminal: Terminal): Promise<ExitCode>;
}

/** Thrown when the arguments are invalid. The exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Thrown when there is a problem with a file, a key or a server. The exit code is 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
