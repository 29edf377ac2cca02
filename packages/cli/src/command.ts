import type { Terminal } from './terminal.js';

/** 0: all is well. 1: it was looked at, and something is wrong. 2: the command was not understood. */
export type ExitCode = 0 | 1 | 2;

/** An option of a command, as `--name`. */
export interface Option {
  /** 'flag' takes no value; 'list' may be given several times. */
  kind: 'flag' | 'value' | 'list';
  /** What stands for the value in the help, e.g. `URL`. */
  value?: string;
  help: string;
}

/** What a command was given. */
export interface CommandInput {
  value(name: string): string | undefined;
  list(name: string): readonly string[];
  flag(name: string): boolean;
  /** The one argument without a name. */
  argument: string | undefined;
}

/** One of the program's commands. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What the argument without a name is, e.g. `TOKEN`; null where there is none. */
  argument: string | null;
  options: Readonly<Record<string, Option>>;
  /** A line or two for `--help`: what it does beyond its summary, and what the exit codes mean here. */
  more?: string;
  run(input: CommandInput, terminal: Terminal): Promise<ExitCode>;
}

/** The person asked for something that cannot be meant. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something in the world is not as it should be: a file, a key, a server. Exit code 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
