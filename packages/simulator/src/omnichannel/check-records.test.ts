import { describe, expect, test } from 'vitest';
import { checkRecords } from './check-records.js';
import type { OmnichannelRecords } from './records.js';

const setting = {
  name: 'Portal sign-in',
  owner: 'Ada',
  publicKeyUrl: 'https://www.contoso.com/auth/publickey',
  javascriptClientFunction: 'auth.getAuthenticationToken',
};
const widget = { id: 'shop', name: 'Shop', authenticationSetting: 'Portal sign-in', workstream: 'Chat' };
const workstream = { name: 'Chat', contextVariables: ['msdyn_isvip', 'msdyn_cartvalue'] };
const good: OmnichannelRecords = { settings: [setting], widgets: [widget], workstreams: [workstream] };

const problems = (changes: Partial<OmnichannelRecords>) =>
  checkRecords({ ...good, ...changes }).map(({ record, index, field, message }) => `${record}[${index}].${field}: ${message}`);
const ofSetting = (changes: Partial<typeof setting>) => problems({ settings: [{ ...setting, ...changes }], widgets: [] });
const ofWorkstream = (changes: object) => problems({ workstreams: [{ ...workstream, ...changes }] });

test('checks cases', () => {
  expect(problems({ cases: [{ caseNumber: '' }, { caseNumber: 'CAS-1' }, { caseNumber: 'CAS-1', customerId: 'bert' }] })).toEqual([
    'cases[0].caseNumber: Enter a case number.',
    'cases[1].caseNumber: Another case has this number.',
    'cases[2].caseNumber: Another case has this number.',
    'cases[2].customerId: Enter the GUID of a contact or an account.',
  ]);
});

test('finds no problem in correct or empty records', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ settings: [], widgets: [], workstreams: [] })).toEqual([]);
});

describe('chat authentication setting', () => {
  test.each([
    ['', /Enter the URL/],
    [' ', /Enter the URL/],
    ['contoso.com/key', /complete URL/],
    ['/auth/publickey', /complete URL/],
    ['http://contoso.com/key', /Use https/],
    ['http://localhost.evil.example/key', /Use https/],
    ['http://notlocalhost/key', /Use https/],
    ['ftp://localhost/key', /Use https/],
    ['https://user:password@contoso.com/key', /Leave user names/],
    ['https://contoso.com/key#pem', /part from # on/],
  ])('refuses the public key URL %j', (publicKeyUrl, message) => {
    expect(ofSetting({ publicKeyUrl })).toEqual([expect.stringMatching(/^settings\[0\]\.publicKeyUrl: ./)]);
    expect(ofSetting({ publicKeyUrl })).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    'http://localhost:3000/key',
    'http://127.0.0.1/key',
    'http://127.1.10.100/key',
    'http://[::1]:80/key',
    'http://shop.localhost/key',
  ])('accepts %s without https', (publicKeyUrl) => expect(ofSetting({ publicKeyUrl })).toEqual([]));

  test.each([
    ['auth.getToken()', /without \(\)/],
    ['window.auth.getToken', /Remove window/],
    ['auth..getToken', /names with dots/],
    ['auth.get-token', /names with dots/],
    ['1auth', /names with dots/],
    ['auth.getToken ', /names with dots/],
    ['alert(1)//', /names with dots/],
  ])('refuses the JavaScript client function %j', (javascriptClientFunction, message) => {
    expect(ofSetting({ javascriptClientFunction })).toEqual([expect.stringMatching(/^settings\[0\]\.javascriptClientFunction: ./)]);
    expect(ofSetting({ javascriptClientFunction })).toEqual([expect.stringMatching(message)]);
  });

  test.each(['', 'getToken', '$auth._token', 'größe.token'])('accepts the JavaScript client function %j', (javascriptClientFunction) => {
    expect(ofSetting({ javascriptClientFunction })).toEqual([]);
  });

  test('needs a unique name and an owner', () => {
    expect(ofSetting({ name: ' ' })).toEqual(['settings[0].name: Enter a name.']);
    expect(ofSetting({ owner: ' ' })).toEqual(['settings[0].owner: Enter an owner.']);
    expect(problems({ settings: [setting, setting] })).toEqual([
      'settings[0].name: Another setting has this name.',
      'settings[1].name: Another setting has this name.',
    ]);
  });
});

describe('widget', () => {
  test('refers to a setting and a workstream that exist', () => {
    expect(problems({ widgets: [{ ...widget, authenticationSetting: 'Gone', workstream: 'Away' }] })).toEqual([
      'widgets[0].authenticationSetting: There is no setting named "Gone".',
      'widgets[0].workstream: There is no workstream named "Away".',
    ]);
    expect(problems({ widgets: [{ ...widget, authenticationSetting: null }] })).toEqual([]);
  });

  test('needs a unique app id and a unique name', () => {
    expect(problems({ widgets: [{ ...widget, id: ' ' }] })).toEqual(['widgets[0].id: Enter the app id of the script tag.']);
    expect(problems({ widgets: [widget, { ...widget, name: 'Other' }] })).toEqual([
      'widgets[0].id: Another widget has this app id.',
      'widgets[1].id: Another widget has this app id.',
    ]);
    expect(problems({ widgets: [widget, { ...widget, id: 'other' }] })).toEqual([
      'widgets[0].name: Another widget has this name.',
      'widgets[1].name: Another widget has this name.',
    ]);
  });
});

describe('workstream', () => {
  test('needs a unique name', () => {
    expect(problems({ workstreams: [workstream, workstream] })).toEqual([
      'workstreams[0].name: Another workstream has this name.',
      'workstreams[1].name: Another workstream has this name.',
    ]);
  });

  test('has at most 100 context variables, with names of at most 100 characters', () => {
    const names = Array.from({ length: 101 }, (_, index) => `v${index}`);
    expect(ofWorkstream({ contextVariables: names.slice(1) })).toEqual([]);
    expect(ofWorkstream({ contextVariables: names })).toEqual([
      'workstreams[0].contextVariables: A workstream has at most 100 context variables.',
    ]);
    expect(ofWorkstream({ contextVariables: ['n'.repeat(100)] })).toEqual([]);
    expect(ofWorkstream({ contextVariables: ['n'.repeat(101)] })).toEqual([
      'workstreams[0].contextVariables[0]: A name has at most 100 characters.',
    ]);
  });

  test('has each context variable once', () => {
    expect(ofWorkstream({ contextVariables: ['a', 'b', 'a'] })).toEqual([
      'workstreams[0].contextVariables[2]: "a" is in the list already.',
    ]);
    expect(ofWorkstream({ contextVariables: ['a', 'A'] })).toEqual([
      expect.stringMatching(/differs from another name only by letter case/),
    ]);
    expect(ofWorkstream({ contextVariables: [' '] })).toEqual(['workstreams[0].contextVariables[0]: Enter a name.']);
  });

  test('has routing rules that name existing queues and variables, with a value to compare', () => {
    const rule = (changes: object) => ({ queues: ['VIP'], routingRules: [{ when: [], queue: 'VIP', ...changes }] });
    const when = (condition: object) => rule({ when: [condition] });
    expect(ofWorkstream(rule({}))).toEqual([]);
    expect(ofWorkstream(rule({ queue: 'Gone' }))).toEqual(['workstreams[0].routingRules[0].queue: There is no queue named "Gone".']);
    expect(ofWorkstream(rule({ queue: ' ' }))).toEqual(['workstreams[0].routingRules[0].queue: Choose a queue.']);
    expect(ofWorkstream({ ...rule({}), defaultQueue: 'Gone' })).toEqual(['workstreams[0].defaultQueue: There is no queue named "Gone".']);
    expect(ofWorkstream(when({ authenticated: true }))).toEqual([]);
    expect(ofWorkstream(when({ variable: 'msdyn_isvip', operator: 'is-present' }))).toEqual([]);
    expect(ofWorkstream(when({ variable: 'vip', operator: 'is-present' }))).toEqual([
      'workstreams[0].routingRules[0].when[0]: The workstream has no context variable "vip".',
    ]);
    expect(ofWorkstream(when({ variable: 'msdyn_isvip', operator: 'equals' }))).toEqual([
      'workstreams[0].routingRules[0].when[0]: Enter what "msdyn_isvip" is compared with.',
    ]);
    expect(ofWorkstream(when({ variable: 'msdyn_cartvalue', operator: 'greater-than', value: 'much' }))).toEqual([
      'workstreams[0].routingRules[0].when[0]: Enter a number to compare with.',
    ]);
    expect(ofWorkstream(when({ variable: 'msdyn_cartvalue', operator: 'less-than', value: '10' }))).toEqual([]);
  });
});

test('contacts and accounts have unique GUIDs', () => {
  const contact = { id: '87b4d06c-abc2-e811-a9b0-000d3a10e09e', name: 'Bert' };
  expect(problems({ contacts: [contact], accounts: [contact] })).toEqual([]);
  expect(problems({ contacts: [{ ...contact, id: 'bert' }] })).toEqual([expect.stringMatching(/contacts\[0\].id: Enter a GUID/)]);
  for (const id of [`${contact.id}0`, `0${contact.id}`]) expect(problems({ contacts: [{ ...contact, id }] })).toHaveLength(1);
  expect(problems({ accounts: [contact, { ...contact, id: contact.id.toUpperCase() }] })).toEqual([
    'accounts[0].id: Another record has this GUID.',
    'accounts[1].id: Another record has this GUID.',
  ]);
  expect(problems({ accounts: [contact, { ...contact, id: contact.id.replace('8', '9') }] })).toEqual([]);
});
