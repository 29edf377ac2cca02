import { checkRecords } from '@lcw-auth/simulator/validation';
import { readUrl } from '../arguments/read-url.js';
import { UsageError, type Command, type CommandInput } from '../command.js';
import type { Finding } from '../findings/finding.js';
import { isPowerPages, powerPagesFunction } from '../doctor/power-pages-check.js';
import { publicKeyChecks } from '../doctor/public-key-checks.js';
import { administratorSheet, type Handover } from '../handover/administrator-sheet.js';
import { withSpinner } from '../terminal/spinner.js';
import { readWorkstreamFile, workstreamForms, type ContextVariable } from '../workstream/workstream-file.js';

/** Prints the instructions for the Omnichannel administrator. */
export const handover: Command = {
  name: 'handover',
  summary: 'print the instructions for the administrator: settings, context variables, permissions, bot prerequisites',
  argument: null,
  options: {
    'public-key-url': { kind: 'value', value: 'URL', help: 'The URL of your public key. The command checks it.' },
    'client-function': { kind: 'value', value: 'NAME', help: `The JavaScript client function. Default ${powerPagesFunction}.` },
    name: { kind: 'value', value: 'NAME', help: 'The name of the chat authentication setting. Default Portal sign-in.' },
    workstream: { kind: 'value', value: 'FILE', help: 'A workstream file with the context variables.' },
    'context-variable': { kind: 'list', value: 'NAME', help: 'A context variable, with its type as NAME:text or NAME:number.' },
    'signed-out-chat': { kind: 'flag', help: 'Users who are not signed in may chat too (signInOptional).' },
    bot: { kind: 'flag', help: 'The chat has a bot with single sign-on.' },
    json: { kind: 'flag', help: 'Print the values and findings as JSON.' },
  },
  more: `The output is Markdown. ${workstreamForms}\nExit code 1 when the public key URL does not pass its checks.`,

  async run(input, terminal) {
    const text = input.value('public-key-url');
    if (text === undefined) throw new UsageError('--public-key-url is missing.');
    const publicKeyUrl = readUrl('--public-key-url', text);
    const setting = {
      name: input.value('name') ?? 'Portal sign-in',
      owner: '-',
      publicKeyUrl: publicKeyUrl.href,
      javascriptClientFunction: input.value('client-function') ?? powerPagesFunction,
    };
    const [problem] = checkRecords({ settings: [setting], widgets: [], workstreams: [] });
    if (problem) throw new UsageError(`The setting's field ${problem.field}: ${problem.message}`);
    const contextVariables = await readContextVariables(input);
    const { findings } = await withSpinner(terminal, 'Checking the public key URL', async () => publicKeyChecks(publicKeyUrl));
    const sheet: Handover = {
      settingName: setting.name,
      publicKeyUrl: setting.publicKeyUrl,
      clientFunction: setting.javascriptClientFunction,
      contextVariables,
      allowsSignedOutChat: input.flag('signed-out-chat'),
      hasBot: input.flag('bot'),
      isPowerPages: isPowerPages(publicKeyUrl),
      findings,
      checkedAt: new Date(),
    };
    if (input.flag('json')) terminal.json(sheet);
    else for (const line of administratorSheet(sheet)) terminal.out(line);
    return findings.some(({ status }: Finding) => status === 'fail') ? 1 : 0;
  },
};

async function readContextVariables(input: CommandInput): Promise<ContextVariable[]> {
  const file = input.value('workstream');
  const named = input.list('context-variable').map((text): ContextVariable => {
    const [, name = text, type] = /^(.+):(text|number)$/.exec(text) ?? [];
    return { name, type: type === 'text' || type === 'number' ? type : null };
  });
  return [...(file === undefined ? [] : await readWorkstreamFile(file)), ...named];
}
