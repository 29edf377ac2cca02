import { isGuid } from './customers.js';
import { operatingHoursProblem } from './operating-hours.js';
import type { OmnichannelRecords, RecordProblem } from './records.js';

type Report = (field: string, message: string) => void;

/** Returns all problems of the records as texts for an administrator. An empty list means that the records can be saved. */
export function checkRecords(records: OmnichannelRecords): RecordProblem[] {
  const problems: RecordProblem[] = [];
  const each = <Kind extends keyof OmnichannelRecords>(
    record: Kind,
    check: (item: NonNullable<OmnichannelRecords[Kind]>[number], report: Report) => void,
  ) => {
    for (const [index, item] of (records[record] ?? []).entries()) {
      check(item, (field, message) => problems.push({ record, index, field, message }));
    }
  };
  const settingNames = records.settings.map((setting) => setting.name);
  const workstreamNames = records.workstreams.map((workstream) => workstream.name);

  each('settings', (setting, report) => {
    checkName(setting.name, settingNames, 'Another setting has this name.', report);
    if (setting.owner.trim() === '') report('owner', 'Enter an owner.');
    checkPublicKeyUrl(setting.publicKeyUrl, report);
    checkClientFunction(setting.javascriptClientFunction, report);
  });
  each('widgets', (widget, report) => {
    checkName(
      widget.name,
      records.widgets.map((other) => other.name),
      'Another widget has this name.',
      report,
    );
    if (widget.id.trim() === '') report('id', 'Enter the app id of the script tag.');
    if (records.widgets.filter((other) => other.id === widget.id).length > 1) report('id', 'Another widget has this app id.');
    const setting = widget.authenticationSetting;
    if (setting !== null && !settingNames.includes(setting))
      report('authenticationSetting', `There is no setting named ${quoted(setting)}.`);
    if (widget.persistentChat && setting === null)
      report('authenticationSetting', 'Add a chat authentication setting. Persistent chat needs signed-in customers.');
    if (!workstreamNames.includes(widget.workstream)) report('workstream', `There is no workstream named ${quoted(widget.workstream)}.`);
  });
  each('workstreams', (workstream, report) => {
    checkName(workstream.name, workstreamNames, 'Another workstream has this name.', report);
    checkVariables(workstream.contextVariables, report);
    checkRouting(workstream, report);
  });
  for (const kind of ['contacts', 'accounts'] as const) {
    const ids = records[kind]?.map((customer) => customer.id.toLowerCase());
    each(kind, (customer, report) => {
      if (!isGuid(customer.id)) report('id', 'Enter a GUID, such as 87b4d06c-abc2-e811-a9b0-000d3a10e09e.');
      const id = customer.id.toLowerCase();
      if (ids?.indexOf(id) !== ids?.lastIndexOf(id)) report('id', 'Another record has this GUID.');
    });
  }
  const caseNumbers = records.cases?.map(({ caseNumber }) => caseNumber) ?? [];
  each('cases', ({ caseNumber, customerId }, report) => {
    if (caseNumber.trim() === '') report('caseNumber', 'Enter a case number.');
    else if (caseNumbers.filter((other) => other === caseNumber).length > 1) report('caseNumber', 'Another case has this number.');
    if (customerId !== undefined && !isGuid(customerId)) report('customerId', 'Enter the GUID of a contact or an account.');
  });
  return problems;
}

function checkName(name: string, all: readonly string[], taken: string, report: Report): void {
  if (name.trim() === '') report('name', 'Enter a name.');
  else if (all.filter((other) => other === name).length > 1) report('name', taken);
}

function checkPublicKeyUrl(text: string, report: Report): void {
  if (text.trim() === '') return report('publicKeyUrl', 'Enter the URL of the public key, e.g. https://www.contoso.com/auth/publickey.');
  if (!URL.canParse(text)) return report('publicKeyUrl', 'Enter a complete URL. It starts with https:// and the host.');
  const { protocol, hostname, username, hash } = new URL(text);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost');
  if (protocol !== 'https:' && !(protocol === 'http:' && isLoopback)) report('publicKeyUrl', 'Use https. Only localhost may use http.');
  else if (username !== '') report('publicKeyUrl', 'Leave user names and passwords out of the URL.');
  else if (hash !== '') report('publicKeyUrl', 'Remove the part from # on. It never reaches the server.');
}

function checkClientFunction(path: string | undefined, report: Report): void {
  if (path === undefined || path === '') return;
  const name = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
  if (path.endsWith('()')) report('javascriptClientFunction', "Enter the function's name alone, without ().");
  else if (path.startsWith('window.')) report('javascriptClientFunction', 'Remove window. The path starts there already.');
  else if (!path.split('.').every((part) => name.test(part))) {
    report('javascriptClientFunction', 'Enter names with dots between them, e.g. auth.getAuthenticationToken.');
  }
}

function checkVariables(names: readonly string[], report: Report): void {
  if (names.length > 100) report('contextVariables', 'A workstream has at most 100 context variables.');
  for (const [index, name] of names.entries()) {
    const field = `contextVariables[${index}]`;
    if (name.trim() === '') report(field, 'Enter a name.');
    else if (name.length > 100) report(field, 'A name has at most 100 characters.');
    else if (names.indexOf(name) !== index) report(field, `${quoted(name)} is in the list already.`);
    else if (names.some((other, at) => at < index && other.toLowerCase() === name.toLowerCase())) {
      report(field, `${quoted(name)} differs from another name only by letter case. Tokens that confuse the names are refused.`);
    }
  }
}

function checkRouting(workstream: OmnichannelRecords['workstreams'][number], report: Report): void {
  const { contextVariables, queues, routingRules = [], defaultQueue } = workstream;
  const unknownQueue = (queue: string) => queues !== undefined && !queues.includes(queue);
  for (const [queue, { operatingHours }] of Object.entries(workstream.queueAvailability ?? {})) {
    const problem = operatingHours && operatingHoursProblem(operatingHours);
    if (problem) report(`queueAvailability.${queue}.operatingHours`, problem);
  }
  if (defaultQueue !== undefined && unknownQueue(defaultQueue)) report('defaultQueue', `There is no queue named ${quoted(defaultQueue)}.`);
  for (const [index, rule] of routingRules.entries()) {
    const field = `routingRules[${index}]`;
    if (rule.queue.trim() === '') report(`${field}.queue`, 'Choose a queue.');
    else if (unknownQueue(rule.queue)) report(`${field}.queue`, `There is no queue named ${quoted(rule.queue)}.`);
    for (const [at, condition] of rule.when.entries()) {
      if (!('variable' in condition)) continue;
      const { variable, operator, value } = condition;
      if (!contextVariables.includes(variable))
        report(`${field}.when[${at}]`, `The workstream has no context variable ${quoted(variable)}.`);
      if (operator !== 'is-present' && value === undefined)
        report(`${field}.when[${at}]`, `Enter what ${quoted(variable)} is compared with.`);
      if (operator.endsWith('than') && Number.isNaN(Number(value))) report(`${field}.when[${at}]`, 'Enter a number to compare with.');
    }
  }
}

const quoted = (text: string) => JSON.stringify(text);
