import { KeysUnavailableError, LiveChatUserError } from '@lcw-auth/server';
import { CommandError, UsageError, type Command, type ExitCode } from './command.js';
import { decode } from './decode.js';
import { doctor } from './doctor.js';
import { commandHelp, programHelp } from './help.js';
import { keygen } from './keygen.js';
import { readArguments } from './read-arguments.js';
import { serve } from './serve.js';
import type { Terminal } from './terminal.js';
import { token } from './token.js';
import { verify } from './verify.js';
import { version } from './version.js';

const commands: readonly Command[] = [keygen, token, decode, verify, serve, doctor];

/** Runs the program. Whatever happens, the answer is an exit code and a line that says why. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(programHelp(commands));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    terminal.out(version());
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (!command) {
    terminal.note(
      `There is no command ${JSON.stringify(name.slice(0, 40))}. There are: ${commands.map((known) => known.name).join(', ')}.`,
    );
    return 2;
  }
  return runCommand(command, rest, terminal);
}

async function runCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const input = readArguments(command, args);
    if (!input.help) return await command.run(input, terminal);
    terminal.out(commandHelp(command));
    return 0;
  } catch (error) {
    // The options alone say who a token is for.
    if (error instanceof UsageError || error instanceof LiveChatUserError) {
      terminal.note(`${error.message}\nSee: lcw-auth ${command.name} --help`);
      return 2;
    }
    // Our own errors, and the server's, are written for people and hold no key; anything else may not be.
    const told =
      error instanceof CommandError || error instanceof KeysUnavailableError || error instanceof TypeError || error instanceof RangeError;
    terminal.note(terminal.paint('red', told ? error.message : `lcw-auth ${command.name} failed: ${codeOf(error)}`));
    return 1;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
