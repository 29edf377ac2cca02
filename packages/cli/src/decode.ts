import type { Command } from './command.js';
import { printFinding } from './finding.js';
import { readToken, tokenInput, type TokenParts } from './read-token.js';
import { safe } from './safe-text.js';
import type { Terminal } from './terminal.js';
import { timeInWords } from './time-words.js';
import { tokenFindings } from './token-findings.js';

/** Shows what a token says, and what Omnichannel would object to. */
export const decode: Command = {
  name: 'decode',
  summary: "show a token's claims, its times in words, and what Omnichannel would object to",
  argument: 'TOKEN',
  options: { json: { kind: 'flag', help: 'Tell it as JSON.' } },
  more: 'Without an argument the token is read from standard input. The signature is not checked: see verify.\nExit code 1 when Omnichannel would object.',

  async run(input, terminal) {
    const parts = readToken(await tokenInput(input, terminal));
    const now = Date.now() / 1000;
    const findings = tokenFindings(parts, now);
    const objections = findings.filter(({ status }) => status === 'fail' || status === 'warn');
    if (input.flag('json')) terminal.out(JSON.stringify({ ...parts, signature: 'not checked', objections }, null, 2));
    else {
      print(parts, now, terminal);
      terminal.out('');
      for (const finding of objections) printFinding(finding, terminal);
      if (objections.length === 0) terminal.out('Nothing to object to in what can be read.');
      terminal.out(
        terminal.paint('yellow', 'The signature was not checked, so anybody may have written this. `lcw-auth verify` checks it.'),
      );
    }
    return findings.some(({ status }) => status === 'fail') ? 1 : 0;
  },
};

const timeClaims = new Set(['iat', 'exp', 'nbf']);

function print({ header, payload }: TokenParts, now: number, terminal: Terminal): void {
  terminal.out(terminal.paint('bold', 'Header'));
  for (const [name, value] of Object.entries(header)) terminal.out(row(name, JSON.stringify(value)));
  terminal.out(terminal.paint('bold', 'Claims'));
  for (const [name, value] of Object.entries(payload)) {
    const isTime = timeClaims.has(name) && typeof value === 'number';
    terminal.out(row(name, isTime ? `${value} (${timeInWords(value, now)})` : JSON.stringify(value)));
  }
}

function row(name: string, value: string): string {
  return `  ${safe(name, 60).padEnd(18)} ${safe(value)}`;
}
