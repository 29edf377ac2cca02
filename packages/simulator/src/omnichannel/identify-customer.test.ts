import { describe, expect, test } from 'vitest';
import { accountId, contactId, issuer, shopOmnichannel, start } from './omnichannel.fixture.js';
import type { OmnichannelOptions } from './create-omnichannel.js';

const bert = { id: contactId, name: 'Bert Hair', email: 'bert@contoso.com', phone: '+1 555 0100' };
const contoso = { id: accountId, name: 'Contoso', email: 'info@contoso.com', phone: '+1 555 0199' };
const contextVariables = ['Name', 'Email', 'Phone', 'CaseNumber'];

/** Starts an anonymous chat with answers of a pre-chat survey. */
async function anonymous(context: Record<string, string>, options: OmnichannelOptions = {}) {
  const omnichannel = shopOmnichannel({ contacts: [bert], accounts: [contoso], workstream: { contextVariables }, ...options });
  const result = await omnichannel.startConversation({ widgetId: 'plain', token: null, context });
  if (!('conversation' in result)) throw new Error(JSON.stringify(result));
  return result.conversation;
}

describe('a customer is identified by context values', () => {
  test.each([
    [{ Name: 'Bert Hair' }, 'contact'],
    [{ Email: 'BERT@contoso.com' }, 'contact'],
    [{ Phone: '+1 555 0100' }, 'contact'],
    [{ Email: 'info@contoso.com' }, 'account'],
  ])('%j', async (context, type) => {
    expect(await anonymous(context)).toMatchObject({
      authenticated: false,
      customer: { type },
      contactId: type === 'contact' ? contactId : null,
    });
  });

  test.each([
    ['no value', {}],
    ['a value of no record', { Email: 'ann@contoso.com' }],
    ['a name in another letter case, which is another variable', { email: 'bert@contoso.com' }],
    ['two records', { Name: 'Bert Hair', Email: 'info@contoso.com' }],
  ])('not by %s', async (_what, context) => {
    expect(await anonymous(context)).toMatchObject({ customer: null, contactId: null });
  });

  test.each(['inactive', 'custom'] as const)('not when the record has the status %s', async (status) => {
    expect(await anonymous({ Email: bert.email }, { contacts: [{ ...bert, status }] })).toMatchObject({ customer: null });
  });
});

describe('a token', () => {
  test.each(['inactive', 'custom'] as const)('links no contact with the status %s', async (status) => {
    const omnichannel = shopOmnichannel({ contacts: [{ ...bert, status }] });
    expect(await start(omnichannel, 'shop', { sub: contactId })).toMatchObject({ authenticated: true, customer: null, contactId: null });
  });

  test('takes precedence over context values', async () => {
    const omnichannel = shopOmnichannel({ contacts: [bert], accounts: [contoso], workstream: { contextVariables } });
    expect(await start(omnichannel, 'shop', { sub: contactId }, { Email: contoso.email })).toMatchObject({ customer: { id: contactId } });
  });
});

describe('a case is linked', () => {
  const cases = [
    { caseNumber: 'CAS-1', customerId: contactId },
    { caseNumber: 'CAS-2', customerId: accountId, status: 'resolved' as const },
  ];

  test('by CaseNumber in the context', async () => {
    expect(await anonymous({ CaseNumber: 'cas-1' }, { cases })).toMatchObject({ caseNumber: 'CAS-1', customer: null });
    expect(await anonymous({ CaseNumber: 'CAS-2' }, { cases })).toMatchObject({ caseNumber: null });
  });

  test("when it is the customer's only active one", async () => {
    expect(await anonymous({ Email: bert.email }, { cases })).toMatchObject({ caseNumber: 'CAS-1' });
    expect(await anonymous({ Email: contoso.email }, { cases })).toMatchObject({ caseNumber: null });
    expect(await anonymous({ Email: bert.email }, { cases: [...cases, { caseNumber: 'CAS-3', customerId: contactId }] })).toMatchObject({
      caseNumber: null,
    });
  });
});

test('the authentication type OAuth 2.0 is refused as out of scope', async () => {
  const omnichannel = shopOmnichannel({ settings: [issuer.setting({ type: 'oauth2' })] });
  expect(await omnichannel.startConversation({ widgetId: 'shop', token: await issuer.sign() })).toMatchObject({
    refusal: { reason: 'authentication-type-out-of-scope', detail: expect.stringContaining('authorization code') },
  });
});
