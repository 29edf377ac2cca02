import { expect, test } from 'vitest';
import { createOmnichannel } from './create-omnichannel.js';
import { contactId, issuer, shopOmnichannel, start } from './omnichannel.fixture.js';
import type { OmnichannelEvent } from './omnichannel.js';

test("returns a widget's setting and its client function", async () => {
  const omnichannel = shopOmnichannel();
  expect(await omnichannel.getWidget('shop')).toEqual({
    authentication: { javascriptClientFunction: 'auth.getAuthenticationToken' },
    signInOptional: false,
    persistentChat: false,
  });
  expect(await omnichannel.getWidget('plain')).toEqual({ authentication: null, signInOptional: false, persistentChat: false });
  expect(await omnichannel.getWidget('optional')).toMatchObject({ signInOptional: true });
});

test('returns its records as plain JSON, from which another Omnichannel can be created', async () => {
  const records = await shopOmnichannel().getRecords();
  const kept = JSON.parse(JSON.stringify(records)) as typeof records;
  const conversation = await start(createOmnichannel({ ...kept, fetch: issuer.fetch }), 'shop', {});
  expect(conversation).toMatchObject({ authenticated: true, contactId });
});

test('saves correct records: the next chat uses them, and subscribers receive them', async () => {
  const omnichannel = shopOmnichannel();
  const events: OmnichannelEvent[] = [];
  omnichannel.subscribe((event) => events.push(event));
  const records = await omnichannel.getRecords();
  const changed = { ...records, widgets: [{ id: 'plain', name: 'Plain', authenticationSetting: 'Portal sign-in', workstream: 'Chat' }] };
  expect(await omnichannel.saveRecords(changed)).toEqual({ saved: true, records: changed });
  expect(events).toEqual([{ type: 'records', records: changed }]);
  expect(await start(omnichannel, 'plain', {})).toMatchObject({ authenticated: true });
});

test('saves no incorrect records, and returns the problems', async () => {
  const omnichannel = shopOmnichannel();
  const records = await omnichannel.getRecords();
  const result = await omnichannel.saveRecords({ ...records, settings: [issuer.setting({ publicKeyUrl: 'http://contoso.com' })] });
  expect(result).toEqual({
    saved: false,
    problems: [{ record: 'settings', index: 0, field: 'publicKeyUrl', message: expect.stringMatching(/Use https/) as string }],
  });
  expect(await omnichannel.getRecords()).toBe(records);
});

test('an Omnichannel is not created with incorrect records, and the error lists the problems', () => {
  expect(() => createOmnichannel({ settings: [issuer.setting({ name: '', owner: '' })] })).toThrow(
    new TypeError('createOmnichannel: settings[0].name: Enter a name. settings[0].owner: Enter an owner.'),
  );
});
