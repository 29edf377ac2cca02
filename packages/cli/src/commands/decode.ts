import type { Command } from '../command.js';
import { printFindings } from '../findings/print-findings.js';
import type { Terminal } from '../terminal/terminal.js';
import { clean, shorten, styled } from '../terminal/text.js';
import { readToken, readTokenInput, type TokenParts } from '../token/read-token.js';
import { timeInWords } from '../token/time-in-words.js';
import { tokenFindings } from '../token/token-findings.js';

/** Shows a token's contents and the problems that can be seen without a key. */
export const decode: Command = {
  name: 'decode',
  summary: "show a token's claims, its times as text, and the problems that can make Omnichannel refuse it",
  argument: 'TOKEN',
  options: { json: { kind: 'flag', help: 'Print the token and its problems as JSON.' } },
  more: "Without an argument the token is read from standard input. The signature is not checked; see verify.\nExit code 1 when Omnichannel refuses the token. A warning has exit code 0. It means that Microsoft's documents forbid something in the token, but Omnichannel may accept the token.",

  async run(input, terminal) {
    const parts = readToken(await readTokenInput(input, terminal));
    const now = Date.now() / 1000;
    const problems = tokenFindings(parts, now).filter(({ status }) => status !== 'pass');
    if (input.flag('json')) terminal.json({ ...parts, signature: 'not checked', problems });
    else {
      print(parts, now, terminal);
      terminal.out();
      printFindings(problems, terminal);
      if (problems.length === 0) terminal.out('No problem can be seen in the header and the claims.');
      terminal.out(styled('yellow', 'The signature was not checked, so the token may be forged. `lcw-auth verify` checks the signature.'));
    }
    return problems.some(({ status }) => status === 'fail') ? 1 : 0;
  },
};

const timeClaims = new Set(['iat', 'exp', 'nbf']);

function print({ header, payload }: TokenParts, now: number, terminal: Terminal): void {
  terminal.out(styled('bold', 'Header'));
  for (const [name, value] of Object.entries(header)) terminal.out(row(name, JSON.stringify(value)));
  terminal.out(styled('bold', 'Claims'));
  for (const [name, value] of Object.entries(payload)) {
    const isTime = timeClaims.has(name) && typeof value === 'number';
    terminal.out(row(name, isTime ? `${value} (${timeInWords(value, now)})` : JSON.stringify(value)));
  }
}

function row(name: string, value: string): string {
  return `  ${shorten(clean(name), 60).padEnd(18)} ${shorten(value)}`;
}
