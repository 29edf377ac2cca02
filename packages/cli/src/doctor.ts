import { runChecks, type Patient } from './doctor/run-checks.js';
import { UsageError, type Command, type CommandInput } from './command.js';
import { printFinding, type Finding } from './finding.js';
import { readOrigin, readUrl } from './read-url.js';
import { withSpinner } from './spinner.js';
import type { Terminal } from './terminal.js';

/** Looks at a public key URL and a token URL as Omnichannel and as an attacker would. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'find out why an authenticated chat does not work',
  argument: null,
  options: {
    'public-key-url': { kind: 'value', value: 'URL', help: 'The Public key URL of the chat authentication setting.' },
    'token-url': { kind: 'value', value: 'URL', help: 'Where the client function fetches the token.' },
    header: {
      kind: 'list',
      value: "'NAME: VALUE'",
      help: "What a signed-in customer's browser sends to the token URL, e.g. 'Cookie: session=...'.",
    },
    method: { kind: 'value', value: 'GET|POST', help: 'How the token is fetched. Default GET.' },
    'client-function': {
      kind: 'value',
      value: 'NAME',
      help: 'The JavaScript client function of the setting, e.g. auth.getAuthenticationToken.',
    },
    origin: { kind: 'value', value: 'ORIGIN', help: 'The page with the widget, when it is on another origin than the token URL.' },
    'context-variable': { kind: 'list', value: 'NAME', help: "One of the workstream's context variables; others are objected to." },
    json: { kind: 'flag', help: 'Tell the findings as JSON.' },
  },
  more: 'Tokens and headers are never shown. Exit code 0: nothing failed, 1: something did.',

  async run(input, terminal) {
    const patient = readPatient(input, terminal);
    const findings = await withSpinner(terminal, 'Examining', async () => runChecks(patient));
    const failed = findings.filter(({ status }) => status === 'fail').length;
    const warned = findings.filter(({ status }) => status === 'warn').length;
    if (input.flag('json')) terminal.out(JSON.stringify({ ok: failed === 0, failed, warned, findings }, null, 2));
    else print(findings, failed, warned, terminal);
    return failed === 0 ? 0 : 1;
  },
};

function print(findings: readonly Finding[], failed: number, warned: number, terminal: Terminal): void {
  for (const finding of findings) printFinding(finding, terminal);
  terminal.out('');
  const counts = `${failed} failed, ${warned} warned, ${findings.filter(({ status }) => status === 'pass').length} passed`;
  terminal.out(failed === 0 ? terminal.paint('green', counts) : terminal.paint('red', counts));
}

function readPatient(input: CommandInput, terminal: Terminal): Patient {
  const publicKeyUrl = input.value('public-key-url');
  const tokenUrl = input.value('token-url');
  const origin = input.value('origin');
  const method = (input.value('method') ?? 'GET').toUpperCase();
  if (publicKeyUrl === undefined && tokenUrl === undefined) throw new UsageError('Give --public-key-url, --token-url, or better both.');
  if (method !== 'GET' && method !== 'POST') throw new UsageError('--method must be GET or POST.');
  return {
    method,
    publicKeyUrl: publicKeyUrl === undefined ? null : readUrl('--public-key-url', publicKeyUrl),
    tokenUrl: tokenUrl === undefined ? null : readUrl('--token-url', tokenUrl),
    headers: readHeaders(input.list('header')),
    origin: origin === undefined ? null : readOrigin('--origin', origin),
    clientFunction: input.value('client-function') ?? null,
    contextVariables: input.list('context-variable'),
    signal: terminal.stopped,
  };
}

// What is wrong with a header is told without its value: it is mostly a session.
function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers = new Headers();
  for (const [index, line] of lines.entries()) {
    const [, name = '', value = ''] = /^\s*([^:\s]+)\s*:\s*([\s\S]*)$/.exec(line) ?? [];
    try {
      headers.append(name, value.trim());
    } catch {
      throw new UsageError(`--header number ${index + 1} is no header: it takes 'Name: value'.`);
    }
  }
  return Object.fromEntries(headers);
}
