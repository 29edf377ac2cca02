import { KeysUnavailableError, LiveChatUserError } from '@lcw-auth/server';
import { commandHelp, programHelp } from './arguments/help.js';
import { readArguments } from './arguments/read-arguments.js';
import { CommandError, UsageError, type Command, type ExitCode } from './command.js';
import { decode } from './commands/decode.js';
import { doctor } from './commands/doctor.js';
import { handover } from './commands/handover.js';
import { init } from './commands/init.js';
import { keygen } from './commands/keygen.js';
import { serve } from './commands/serve.js';
import { token } from './commands/token.js';
import { types } from './commands/types.js';
import { verify } from './commands/verify.js';
import { reasonOf } from './files/reason.js';
import type { Terminal } from './terminal/terminal.js';
import { shorten, styled } from './terminal/text.js';
import { version } from './version.js';

const commands: readonly Command[] = [init, serve, doctor, handover, keygen, token, decode, verify, types];

/** Runs the program. Never rejects: each problem becomes an exit code and a line with the reason. */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    for (const line of programHelp(commands)) terminal.out(line);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    terminal.out(version());
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (!command) {
    terminal.note(
      `There is no command ${JSON.stringify(shorten(name, 40))}. The commands are ${commands.map((known) => known.name).join(', ')}.`,
    );
    return 2;
  }
  return runCommand(command, rest, terminal);
}

async function runCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const input = readArguments(command, args);
    if (!input.help) return await command.run(input, terminal);
    for (const line of commandHelp(command)) terminal.out(line);
    return 0;
  } catch (error) {
    // Only the options describe the user of a token, so an invalid user is an invalid argument.
    if (error instanceof UsageError || error instanceof LiveChatUserError) {
      terminal.note(shorten(error.message));
      terminal.note(`See: lcw-auth ${command.name} --help`);
      return 2;
    }
    terminal.note(styled('red', isForUsers(error) ? shorten(error.message) : `lcw-auth ${command.name} failed: ${reasonOf(error)}.`));
    return 1;
  }
}

/** True when the error was thrown by this program or by the server package. The messages of such errors contain no key. */
function isForUsers(error: unknown): error is Error {
  if (error instanceof CommandError || error instanceof KeysUnavailableError) return true;
  return (error instanceof TypeError || error instanceof RangeError) && !('code' in error);
}
