import type { Command } from '../command.js';

/** The lines of the program's help: the list of commands. */
export function programHelp(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "lcw-auth: keys, tokens and diagnosis for the Live Chat Widget's authenticated chats",
    '',
    'Usage: lcw-auth <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'lcw-auth <command> --help shows the options of a command.',
    'Exit code 0: no problem, 1: there is a problem, 2: the arguments are invalid.',
  ];
}

/** The lines of one command's help. */
export function commandHelp({ name, summary, argument, options, more }: Command): string[] {
  const rows = Object.entries(options).map(([option, { value, kind, help }]) => ({
    left: `--${option}${value === undefined ? '' : ` ${value}`}`,
    right: kind === 'list' ? `${help} May be given several times.` : help,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return [
    `lcw-auth ${name}: ${summary}`,
    '',
    `Usage: lcw-auth ${name}${argument === null ? '' : ` [${argument}]`} [options]`,
    '',
    ...rows.map(({ left, right }) => `  ${left.padEnd(width)}  ${right}`),
    ...(more === undefined ? [] : ['', ...more.split('\n')]),
  ];
}
