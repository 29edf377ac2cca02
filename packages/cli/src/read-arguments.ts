import { parseArgs } from 'node:util';
import { UsageError, type Command, type CommandInput, type Option } from './command.js';

const help: Option = { kind: 'flag', help: 'Shows this.' };

/** Reads a command's arguments. @throws UsageError for an unknown option, a missing value or a second argument. */
export function readArguments(command: Command, args: readonly string[]): CommandInput & { help: boolean } {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, help }).map(([name, { kind }]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'list' },
    ]),
  );
  const { values, positionals } = parse({ args: [...args], options, allowPositionals: true, strict: true });
  const allowed = command.argument === null ? 0 : 1;
  if (positionals.length > allowed) {
    throw new UsageError(
      `'${command.name}' takes ${allowed === 0 ? 'options alone' : `one ${command.argument ?? ''}`}, but got ${positionals.length} arguments.`,
    );
  }
  return {
    argument: positionals[0],
    help: values['help'] === true,
    flag: (name) => values[name] === true,
    value: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    list: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

function parse(config: Parameters<typeof parseArgs>[0]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs(config);
  } catch (error) {
    // The first sentence of Node's own words: "Unknown option '--foo'", "Option '--port <value>' argument missing".
    const [words = ''] = error instanceof Error ? error.message.split(/[.\n]/) : [];
    throw new UsageError(`${words || 'The arguments were not understood'}.`);
  }
}
