import { readOrigin, readUrl } from '../arguments/read-url.js';
import { UsageError, type Command, type CommandInput } from '../command.js';
import type { Finding } from '../findings/finding.js';
import { printFindings } from '../findings/print-findings.js';
import { runChecks } from '../doctor/run-checks.js';
import type { DoctorTarget } from '../doctor/target.js';
import { withSpinner } from '../terminal/spinner.js';
import { styled } from '../terminal/text.js';

/** Sends requests to a public key URL and a token URL as Omnichannel, a browser and an attacker do, and checks the responses. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'find out why a chat is not authenticated',
  argument: null,
  options: {
    'public-key-url': { kind: 'value', value: 'URL', help: 'The Public key URL of the chat authentication setting.' },
    'token-url': { kind: 'value', value: 'URL', help: 'The URL from which the page fetches the token.' },
    header: {
      kind: 'list',
      value: "'NAME: VALUE'",
      help: "A header that a signed-in user's browser sends to the token URL, e.g. 'Cookie: session=...'.",
    },
    method: { kind: 'value', value: 'GET|POST', help: 'The method of the token request. Default GET.' },
    'client-function': {
      kind: 'value',
      value: 'NAME',
      help: 'The JavaScript client function of the setting, e.g. auth.getAuthenticationToken.',
    },
    origin: { kind: 'value', value: 'ORIGIN', help: "The origin of the widget's page, when it differs from the origin of the token URL." },
    'context-variable': { kind: 'list', value: 'NAME', help: "One of the workstream's context variables; other names cause a warning." },
    json: { kind: 'flag', help: 'Print the findings as JSON.' },
  },
  more: "Tokens and headers are never shown. Exit code 0: no check failed, 1: a check failed. A warning does not change the exit code.\nIt means that Microsoft's documents advise against something, but Omnichannel may accept it.",

  async run(input, terminal) {
    const target = readTarget(input);
    const findings = await withSpinner(terminal, 'Examining', async () => runChecks(target));
    const count = (status: Finding['status']): number => findings.filter((finding) => finding.status === status).length;
    const failed = count('fail');
    if (input.flag('json')) terminal.json({ ok: failed === 0, failed, warned: count('warn'), findings });
    else {
      printFindings(findings, terminal);
      terminal.out();
      terminal.out(styled(failed === 0 ? 'green' : 'red', `${failed} failed, ${count('warn')} warnings, ${count('pass')} passed`));
    }
    return failed === 0 ? 0 : 1;
  },
};

function readTarget(input: CommandInput): DoctorTarget {
  const publicKeyUrl = input.value('public-key-url');
  const tokenUrl = input.value('token-url');
  const clientFunction = input.value('client-function') ?? null;
  const origin = input.value('origin');
  const method = (input.value('method') ?? 'GET').toUpperCase();
  if (publicKeyUrl === undefined && tokenUrl === undefined && clientFunction === null)
    throw new UsageError('Pass --public-key-url, --token-url or --client-function. Both URLs together give the best result.');
  if (method !== 'GET' && method !== 'POST') throw new UsageError('--method must be GET or POST.');
  return {
    method,
    publicKeyUrl: publicKeyUrl === undefined ? null : readUrl('--public-key-url', publicKeyUrl),
    tokenUrl: tokenUrl === undefined ? null : readUrl('--token-url', tokenUrl),
    headers: readHeaders(input.list('header')),
    origin: origin === undefined ? null : readOrigin('--origin', origin),
    clientFunction,
    contextVariables: input.list('context-variable'),
  };
}

// The message does not contain the value, because the value is usually a secret of the session.
function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers = new Headers();
  for (const [index, line] of lines.entries()) {
    const [, name = '', value = ''] = /^\s*([^:\s]+)\s*:\s*([\s\S]*)$/.exec(line) ?? [];
    try {
      headers.append(name, value.trim());
    } catch {
      throw new UsageError(`--header number ${index + 1} is not a header. Write it as 'Name: value'.`);
    }
  }
  return Object.fromEntries(headers);
}
