import { readPublicKeys } from '@lcw-auth/simulator/validation';
import { readUrl } from '../arguments/read-url.js';
import { CommandError, UsageError, type Command, type CommandInput } from '../command.js';
import { fetchText } from '../doctor/fetch-text.js';
import { judge, type Judgement } from '../doctor/verdict.js';
import { readText } from '../files/read-text.js';
import { withSpinner } from '../terminal/spinner.js';
import type { Terminal } from '../terminal/terminal.js';
import { shorten, styled } from '../terminal/text.js';
import { readToken, readTokenInput } from '../token/read-token.js';
import { timeInWords } from '../token/time-in-words.js';
import { tokenFindings } from '../token/token-findings.js';

/** Checks a token against public keys, as Omnichannel does. */
export const verify: Command = {
  name: 'verify',
  summary: 'check a token against public keys, as Omnichannel does',
  argument: 'TOKEN',
  options: {
    'public-key': { kind: 'value', value: 'FILE', help: 'The public key document: one PEM, or the JSON list.' },
    'public-key-url': { kind: 'value', value: 'URL', help: 'The URL that serves the public key document.' },
    'context-variable': { kind: 'list', value: 'NAME', help: "One of the workstream's context variables; other names cause a warning." },
    json: { kind: 'flag', help: 'Print the result as JSON.' },
  },
  more: "Without an argument the token is read from standard input. Exit code 0: Omnichannel accepts the token, or may accept it\nalthough Microsoft's documents forbid something in it. Exit code 1: Omnichannel refuses the token.",

  async run(input, terminal) {
    const document = await readPublicKeyDocument(input, terminal);
    const token = await readTokenInput(input, terminal);
    const publicKeys = await readPublicKeys(document, 'lenient');
    const judgement: Judgement = publicKeys.valid
      ? await judge(token, publicKeys, { readable: readableFindings(token), contextVariables: input.list('context-variable') })
      : { verdict: 'refused', validation: publicKeys };
    if (input.flag('json')) terminal.json({ verdict: judgement.verdict, ...judgement.validation });
    else print(judgement, terminal);
    return judgement.verdict === 'refused' ? 1 : 0;
  },
};

function readableFindings(token: string) {
  try {
    return tokenFindings(readToken(token), Date.now() / 1000);
  } catch {
    // The validation refuses such a token as malformed.
    return [];
  }
}

async function readPublicKeyDocument(input: CommandInput, terminal: Terminal): Promise<string> {
  const file = input.value('public-key');
  const url = input.value('public-key-url');
  if ((file === undefined) === (url === undefined)) throw new UsageError('Give either --public-key or --public-key-url.');
  if (file !== undefined) return readText(file);
  const address = readUrl('--public-key-url', url ?? '');
  const answer = await withSpinner(terminal, 'Fetching the public keys', async () => fetchText(address));
  if (answer.status === 'unreachable') throw new CommandError(`The public key URL cannot be reached: ${answer.reason}.`);
  if (answer.httpStatus !== 200) throw new CommandError(`The public key URL answers ${answer.httpStatus}.`);
  if (answer.isUtf16) throw new CommandError('The public key document is encoded as UTF-16. Serve it as UTF-8.');
  return answer.body;
}

function print({ verdict, validation }: Judgement, terminal: Terminal): void {
  if (verdict !== 'accepted') {
    const title = verdict === 'refused' ? styled('red', 'Not valid') : styled('yellow', "Forbidden by Microsoft's documents");
    terminal.out(title, ` (${validation.reason}): ${shorten(validation.detail)}`);
    if (verdict === 'perhaps') terminal.out('Omnichannel may still accept the token.');
    return;
  }
  const { sub, exp } = validation.claims;
  terminal.out(styled('green', 'Valid'), `: sub ${shorten(sub)}, expires ${timeInWords(exp, Date.now() / 1000)}`);
  for (const [name, value] of Object.entries(validation.context)) terminal.out(`  ${shorten(name, 100)} = ${shorten(String(value))}`);
}
