import { validateAuthToken, type Validation } from '@lcw-auth/simulator/omnichannel';
import { CommandError, UsageError, type Command, type CommandInput } from './command.js';
import { readText } from './files.js';
import { fetchText } from './fetch-text.js';
import { tokenInput } from './read-token.js';
import { readUrl } from './read-url.js';
import { safe } from './safe-text.js';
import { withSpinner } from './spinner.js';
import type { Terminal } from './terminal.js';
import { timeInWords } from './time-words.js';

/** Checks a token against public keys, as Omnichannel does. */
export const verify: Command = {
  name: 'verify',
  summary: 'check a token against public keys, as Omnichannel would',
  argument: 'TOKEN',
  options: {
    'public-key': { kind: 'value', value: 'FILE', help: 'The public key document: PEM, or the JSON list.' },
    'public-key-url': { kind: 'value', value: 'URL', help: 'Where the public key document is served.' },
    'context-variable': { kind: 'list', value: 'NAME', help: "One of the workstream's context variables; others are objected to." },
    json: { kind: 'flag', help: 'Tell the result as JSON.' },
  },
  more: 'Without an argument the token is read from standard input. Exit code 0: valid, 1: not.',

  async run(input, terminal) {
    const document = await publicKeyDocument(input, terminal);
    const token = await tokenInput(input, terminal);
    const contextVariables = input.list('context-variable');
    const result = await validateAuthToken(token, document, contextVariables.length > 0 ? { contextVariables } : {});
    if (input.flag('json')) terminal.out(JSON.stringify(result));
    else print(result, terminal);
    return result.valid ? 0 : 1;
  },
};

async function publicKeyDocument(input: CommandInput, terminal: Terminal): Promise<string> {
  const file = input.value('public-key');
  const url = input.value('public-key-url');
  if ((file === undefined) === (url === undefined)) throw new UsageError('Give --public-key or --public-key-url.');
  if (file !== undefined) return readText(file);
  const address = readUrl('--public-key-url', url ?? '');
  const answer = await withSpinner(terminal, 'Fetching the public keys', async () => fetchText(address, { signal: terminal.stopped }));
  if (answer.status === 'unreachable') throw new CommandError(`The public key URL cannot be reached: ${answer.reason}.`);
  if (answer.httpStatus !== 200) throw new CommandError(`The public key URL answers ${answer.httpStatus}.`);
  return answer.body;
}

function print(result: Validation, terminal: Terminal): void {
  if (!result.valid) {
    terminal.out(`${terminal.paint('red', 'Not valid')} (${result.reason}): ${safe(result.detail)}`);
    return;
  }
  const { sub, exp } = result.claims;
  terminal.out(`${terminal.paint('green', 'Valid')}: sub ${safe(sub)}, expires ${timeInWords(exp, Date.now() / 1000)}`);
  for (const [name, value] of Object.entries(result.context)) terminal.out(`  ${safe(name, 100)} = ${safe(String(value))}`);
}
