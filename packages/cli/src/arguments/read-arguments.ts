import { parseArgs } from 'node:util';
import { UsageError, type Command, type CommandInput, type Option } from '../command.js';

const help: Option = { kind: 'flag', help: 'Shows this help.' };

/**
 * Reads a command's arguments.
 * @throws UsageError for an unknown option, a missing or empty value, or too many arguments.
 */
export function readArguments(command: Command, args: readonly string[]): CommandInput & { help: boolean } {
  const known: Record<string, Option> = { ...command.options, help };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { kind }]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'list' },
    ]),
  );
  const { values, positionals } = parse({ args: [...args], options, allowPositionals: true, strict: true });
  const allowed = command.argument === null ? 0 : 1;
  if (positionals.length > allowed) {
    const accepted = command.argument === null ? 'options only' : `one ${command.argument}`;
    throw new UsageError(
      `'${command.name}' takes ${accepted}, but got ${positionals.length === 1 ? 'an argument' : `${positionals.length} arguments`}.`,
    );
  }
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty) throw new UsageError(`--${empty[0]} takes a ${known[empty[0]]?.value ?? 'value'}, but got an empty text.`);
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
    // The first sentence of Node's message, e.g. "Unknown option '--foo'".
    const [words = ''] = error instanceof Error ? error.message.split(/[.\n]/) : [];
    throw new UsageError(`${words || 'The arguments are invalid'}.`);
  }
}
