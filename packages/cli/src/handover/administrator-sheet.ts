import type { Finding } from '../findings/finding.js';
import type { ContextVariable } from '../workstream/workstream-file.js';

/** The contents of the sheet. */
export interface Handover {
  settingName: string;
  publicKeyUrl: string;
  clientFunction: string;
  contextVariables: readonly ContextVariable[];
  /** True when users who are not signed in may chat too. */
  allowsSignedOutChat: boolean;
  /** True when the chat has a bot with single sign-on. */
  hasBot: boolean;
  /** True when the public key comes from a Power Pages site. */
  isPowerPages: boolean;
  /** The checks of the public key URL. */
  findings: readonly Finding[];
  checkedAt: Date;
}

/** The administrator's sheet as lines of Markdown. */
export function administratorSheet(handover: Handover): string[] {
  return [
    '# Authenticated chat: instructions for the Omnichannel administrator',
    '',
    ...setting(handover),
    ...widget(handover),
    ...workstream(handover),
    ...permissions,
    ...(handover.isPowerPages ? powerPages : []),
    ...(handover.hasBot ? bot : []),
    ...proof,
  ];
}

function setting({ settingName, publicKeyUrl, clientFunction, findings, checkedAt }: Handover): string[] {
  const problems = findings.filter(({ status }) => status === 'fail' || status === 'warn');
  const when = checkedAt.toISOString().slice(0, 16).replace('T', ' ');
  return [
    '## 1. Chat authentication setting',
    '',
    'In the Omnichannel admin center, open Customer settings, Authentication settings, Manage, New.',
    '',
    ...table(
      ['Field', 'Value'],
      [
        ['Name', settingName],
        ['Owner', 'Keep the default.'],
        ['Authentication type', 'OAuth 2.0 implicit flow. It cannot be changed.'],
        ['Public key URL', publicKeyUrl],
        ['JavaScript client function', clientFunction],
      ],
    ),
    'Enter the last two values exactly, with the same capital letters. If the setting names no function, the widget may never request a token.',
    '',
    problems.length === 0
      ? `The public key URL was checked on ${when} UTC and passes.`
      : `The public key URL was checked on ${when} UTC. Problems for the web developers:`,
    '',
    ...problems.map(({ check, detail, fix }) => `- ${check}: ${detail} ${fix ?? ''}`.trimEnd()),
    ...(problems.length > 0 ? [''] : []),
  ];
}

function widget({ settingName, allowsSignedOutChat }: Handover): string[] {
  return [
    '## 2. Chat widget',
    '',
    `- On the Behaviors tab (in Omnichannel Administration: Basic details), under Authentication settings, choose "${settingName}". Without this choice every chat is anonymous, and no error is shown.`,
    allowsSignedOutChat
      ? '- Turn optional sign-in on, if the admin center offers it. Users who are not signed in may then chat too.'
      : '- Leave optional sign-in off: only signed-in users may chat.',
    "- Send the widget's code snippet to the web developers. They need `src`, `data-app-id`, `data-org-id` and `data-org-url`.",
    '',
  ];
}

function workstream({ contextVariables }: Handover): string[] {
  const title = ['## 3. Workstream: context variables', ''];
  if (contextVariables.length === 0)
    return [...title, 'The web developers have named none. If the token contains context variables, ask them for the names and types.', ''];
  const words = { text: 'Text', number: 'Number' };
  return [
    ...title,
    'Create exactly these names in the workstream of the widget. The names are case-sensitive.',
    '',
    ...table(
      ['Name', 'Type'],
      contextVariables.map(({ name, type }) => [name, type === null ? 'Text, unless the web developers say otherwise' : words[type]]),
    ),
  ];
}

const permissions = [
  '## 4. Permissions and records',
  '',
  '- The administrator needs the permission for secured columns (column security profile) to save the setting.',
  '- The token names the contact or account by its GUID. Only a record with an active status is linked to the conversation. Custom status codes prevent the link.',
  '',
];

const powerPages = [
  '## Power Pages',
  '',
  '- Upload a custom certificate to the site (Power Platform admin center).',
  '- Put its thumbprint into the site setting CustomCertificates/ImplicitGrantflow, and restart the site.',
  '',
];

const bot = [
  '## Bot with single sign-on',
  '',
  '- An Azure bot needs Bot Framework SDK 1.1.1.0 or later. A Copilot Studio bot needs end-user authentication ("Authenticate manually").',
  '- The OAuth connection needs a token exchange URL. Send this URL to the web developers, because the page requests its token with this URL as the scope.',
  '- Tell the web developers whether the connection expects a token exchange request (botSso.tokenExchange).',
  "- The bot's sign-in cards come from botframework.com. In government clouds the widget does not recognise them, so single sign-on cannot work there.",
  '',
];

const proof = [
  '## Check the result',
  '',
  'Chat as a signed-in user. The conversation summary of the agent shows Authenticated: Yes, and the contact or account is linked.',
];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}
