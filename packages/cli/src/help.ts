import type { Command } from './command.js';

/** The list of commands. */
export function programHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "lcw-auth: keys, tokens and a doctor for the Live Chat Widget's chat authentication settings",
    '',
    'Usage: lcw-auth <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'lcw-auth <command> --help tells a command’s options. Exit code 0: all is well, 1: something is wrong, 2: not understood.',
  ].join('\n');
}

/** What one command takes. */
export function commandHelp({ name, summary, argument, options, more }: Command): string {
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
    ...(more === undefined ? [] : ['', more]),
  ].join('\n');
}
